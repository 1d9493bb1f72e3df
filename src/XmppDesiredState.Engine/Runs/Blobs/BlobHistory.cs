using XmppDesiredState.Blobs;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Engine.Runs.Blobs;

/// <summary>The history of verdicts, <c>history/verdicts.json</c>: written on condition that nobody else wrote since it was read, else folded again.</summary>
internal sealed class BlobHistory(BlobAccess access)
{
    private const string Name = "history/verdicts.json", DamagedName = "history/verdicts.damaged.json";

    /// <summary>For so long others may be faster.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private string Shown => $"{access.Blobs.Location}/{Name}";

    public async Task<(VerdictHistory? History, Diagnostic? Problem)> FoldAsync(Func<VerdictHistory, VerdictHistory> fold, CancellationToken cancellationToken)
    {
        try
        {
            var began = access.Clock.GetTimestamp();
            for (var turn = 0; ; turn++)
            {
                if (await TryFoldAsync(fold, cancellationToken) is { } folded) return folded;
                if (access.Clock.GetElapsedTime(began) > Patience) return (null, RunStoreDiagnostics.HistoryIsBusy(Shown));
                // By chance, so that those who collided do not collide again.
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 * Math.Min(turn + 2, 25))), access.Clock, cancellationToken);
            }
        }
        catch (ProviderException failed)
        {
            return (null, RunStoreDiagnostics.HistoryIsNotKept(Shown, failed));
        }
    }

    // Null: somebody else was faster.
    private async Task<(VerdictHistory? History, Diagnostic? Problem)?> TryFoldAsync(Func<VerdictHistory, VerdictHistory> fold, CancellationToken cancellationToken)
    {
        var found = await access.ReadAsync(Name, () => access.Blobs.TryReadAsync(Name, 0, VerdictHistoryJson.MaximumBytes + 1, cancellationToken), cancellationToken);
        var (kept, damage, newer) = found is null ? (VerdictHistory.None, null, null) : VerdictHistoryJson.Read(found.Content);
        if (newer is not null) return (null, RunStoreDiagnostics.HistoryIsNewer(Shown, newer, VerdictHistoryJson.FormatVersion));
        var before = kept ?? VerdictHistory.None;
        var after = fold(before).Bounded();
        if (ReferenceEquals(before, after)) return (kept, damage is null ? null : RunStoreDiagnostics.HistoryIsDamaged(Shown, damage, isMoved: false));
        try
        {
            // Somebody may still read in it what a program cannot.
            if (damage is not null) await PutAsync(DamagedName, found!.Content, BlobCondition.None, cancellationToken);
            await PutAsync(Name, VerdictHistoryJson.Write(after).ToMemory(), found is null ? BlobCondition.IsNew : new BlobCondition(found.Tag), cancellationToken);
            return (after, damage is null ? null : RunStoreDiagnostics.HistoryIsDamaged(Shown, damage, isMoved: true));
        }
        catch (BlobException other) when (other.Trouble is BlobTrouble.ConditionFailed or BlobTrouble.BlobAbsent)
        {
            return null;
        }
        catch (BlobException failed)
        {
            throw access.Of(failed, Name, isWrite: true);
        }
    }

    // After a lost answer: ours, or what was there before, or somebody else's, which ours may be part of: counted twice would be wrong for good.
    private Task<string> PutAsync(string name, ReadOnlyMemory<byte> content, BlobCondition condition, CancellationToken cancellationToken) =>
        access.WriteAsync(name, () => access.Blobs.PutAsync(name, content, condition, cancellationToken), async () =>
        {
            var found = await access.Blobs.TryReadAsync(name, 0, content.Length + 1, cancellationToken);
            if (found is not null && found.Content.Span.SequenceEqual(content.Span)) return found.Tag;
            return found?.Tag == condition.Tag ? null : throw new BlobException(BlobTrouble.Refused, "its answer was lost and somebody else wrote it since");
        }, cancellationToken);
}
