using System.Collections.Immutable;
using XmppDesiredState.Engine.Drifting;
using XmppDesiredState.Engine.Runs;

namespace XmppDesiredState.Engine;

/// <summary>
/// Looks when no run is under way, without a lock: nobody may hold it before, nobody after, and no run may have come in between. Where one did,
/// a second look is taken; where that happens again, nothing is concluded.
/// </summary>
internal sealed class QuietLook(IReadableRunStore store, TimeProvider clock, Action<string> progress)
{
    private const int Looks = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public async Task<DriftResult> TakeAsync(TimeSpan lockTimeout, Func<LastApplied, CancellationToken, Task<DriftReport>> look, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        for (var taken = 0; taken < Looks; taken++)
        {
            var (holder, runs, record) = await WaitAsync(lockTimeout, started, cancellationToken);
            if (holder is not null) return new DriftResult(null, DriftDiagnostics.LockIsHeldBy(holder, store.Location));
            var report = await look(record, cancellationToken);
            if (await store.ReadHolderAsync(cancellationToken) is null && IsSame(record, await store.ReadLastAppliedAsync(cancellationToken))
                && !(await store.ListRunIdsAsync(cancellationToken)).Except(runs, StringComparer.Ordinal).Any())
                return new DriftResult(report, null);
        }

        return new DriftResult(null, await store.ReadHolderAsync(cancellationToken) is { } last ? DriftDiagnostics.LockIsHeldBy(last, store.Location) : DriftDiagnostics.RestlessAt(store.Location));
    }

    /// <summary>What stood in the store right before nobody held the lock; or who holds it.</summary>
    private async Task<(LockHolder? Holder, ImmutableArray<string> Runs, LastApplied Record)> WaitAsync(TimeSpan lockTimeout, long started, CancellationToken cancellationToken)
    {
        while (true)
        {
            // In this order: a run that begins behind them is a new one afterwards, and one that began before them holds the lock or has ended.
            var runs = await store.ListRunIdsAsync(cancellationToken);
            var record = await store.ReadLastAppliedAsync(cancellationToken);
            var holder = await store.ReadHolderAsync(cancellationToken);
            if (holder is null || clock.GetElapsedTime(started) >= lockTimeout) return (holder, runs, record);
            progress($"Waiting for the lock held by {holder.Actor}.");
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    private static bool IsSame(LastApplied before, LastApplied after) => before.Deployment == after.Deployment
        && before.Targets.SequenceEqual(after.Targets) && before.Entries.SequenceEqual(after.Entries);
}
