using XmppDesiredState.Blobs;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Engine.Runs.Blobs;

/// <summary>The record of what was applied, <c>last-applied.json</c>, which is what the lock is a lease on.</summary>
internal sealed class BlobRecord(BlobAccess access)
{
    public const string Name = "last-applied.json";

    /// <summary>A blob that is not there, in a container that is, is an empty record; and so is the one that the first lock made.</summary>
    public async Task<LastApplied> ReadAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } found) return LastApplied.None;
        var read = LastAppliedJson.Read(found.Content, $"{access.Blobs.Location}/{Name}");
        return read is { Deployment: "", Entries.IsEmpty: true, Targets.IsEmpty: true } ? LastApplied.None : read;
    }

    /// <summary>There must be something to take a lease on.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        var empty = Bytes(LastApplied.None);
        try
        {
            await access.WriteAsync(Name, () => access.Blobs.PutAsync(Name, empty, BlobCondition.IsNew, cancellationToken),
                async () => (await access.Blobs.TryLookAsync(Name, cancellationToken))?.Tag, cancellationToken);
        }
        catch (BlobException there) when (there.Trouble is BlobTrouble.ConditionFailed or BlobTrouble.Leased)
        {
            // Somebody else made it, which is as good.
            return;
        }
        catch (BlobException failed)
        {
            throw access.Of(failed, Name, isWrite: true);
        }
    }

    /// <summary>Replaces the record that has the tag, under the lease.</summary>
    /// <returns>The new tag.</returns>
    /// <exception cref="BlobException">The lease is lost, or it is not the record that was read.</exception>
    /// <exception cref="ProviderException">It was not written, or nobody can find out.</exception>
    public Task<string> WriteAsync(LastApplied record, string tag, string lease, CancellationToken cancellationToken)
    {
        var content = Bytes(record);
        return access.WriteAsync(Name, () => access.Blobs.PutAsync(Name, content, new BlobCondition(tag, lease), cancellationToken), async () =>
        {
            var found = await FindAsync(cancellationToken) ?? throw new BlobException(BlobTrouble.BlobAbsent, "it is gone");
            if (found.Content.Span.SequenceEqual(content.Span)) return found.Tag;
            return found.Tag == tag ? null : throw new BlobException(BlobTrouble.ConditionFailed, "somebody else wrote it");
        }, cancellationToken);
    }

    private Task<BlobContent?> FindAsync(CancellationToken cancellationToken) => access.ReadAsync(Name, async () =>
    {
        // One byte more tells that there is more.
        var found = await access.Blobs.TryReadAsync(Name, 0, LastAppliedJson.MaximumBytes + 1, cancellationToken);
        return found?.Content.Length > LastAppliedJson.MaximumBytes ? throw new BlobException(BlobTrouble.TooLarge, $"it has more than {LastAppliedJson.MaximumBytes} bytes") : found;
    }, cancellationToken);

    private static ReadOnlyMemory<byte> Bytes(LastApplied record) => LastAppliedJson.Write(record).ToMemory();
}
