using System.Collections.Immutable;
using System.Security.Cryptography;
using XmppDesiredState.Blobs;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Engine.Runs.Blobs;

/// <summary>
/// A run store in a container: <c>last-applied.json</c>, on which the lock is a lease, <c>lock.json</c> with its holder's particulars,
/// <c>runs/ID.jsonl</c> and <c>history/verdicts.json</c>. The container must exist; the blobs are made when they are needed.
/// </summary>
public sealed class BlobRunStore : IRunStore
{
    private const string HolderName = "lock.json";
    private const int MostHolder = 64 * 1024;

    private readonly BlobAccess access;
    private readonly BlobRecord record;
    private readonly BlobTrail trail;
    private readonly BlobHistory history;
    private BlobLease? held;
    private string? tag;

    /// <param name="blobs">Disposed with the store.</param>
    public BlobRunStore(IBlobs blobs, TimeProvider clock) : this(blobs, clock, TimeSpan.FromSeconds(1))
    {
    }

    /// <param name="pause">Before what may help is tried a second time.</param>
    internal BlobRunStore(IBlobs blobs, TimeProvider clock, TimeSpan pause)
    {
        access = new BlobAccess(blobs, clock, pause);
        (record, trail, history) = (new BlobRecord(access), new BlobTrail(access), new BlobHistory(access));
    }

    /// <inheritdoc />
    public string Location => access.Blobs.Location;

    private IBlobs Blobs => access.Blobs;

    /// <inheritdoc />
    /// <exception cref="ProviderException">The container cannot be used.</exception>
    public async Task<(IRunLock? Lock, LockHolder? Holder)> TryLockAsync(LockHolder holder, CancellationToken cancellationToken)
    {
        // A lease is known by an id that nobody can guess; it is in no plan.
        var id = new Guid(RandomNumberGenerator.GetBytes(16)).ToString("D");
        for (var isSecond = false; ; isSecond = true)
        {
            var asked = access.Clock.GetTimestamp();
            try
            {
                // Asked again with the same id, the answer is the same: an answer that was lost needs no look.
                var current = await access.AskAsync(() => Blobs.TakeLeaseAsync(BlobRecord.Name, id, BlobLease.Duration, cancellationToken), cancellationToken);
                return (await HoldAsync(holder, id, asked, current, cancellationToken), holder);
            }
            catch (BlobException taken) when (taken.Trouble is BlobTrouble.Leased or BlobTrouble.LeaseLost)
            {
                return (null, await ReadParticularsAsync(cancellationToken));
            }
            catch (BlobException absent) when (absent.Trouble == BlobTrouble.BlobAbsent && !isSecond)
            {
                await record.CreateAsync(cancellationToken);
            }
            catch (BlobException failed)
            {
                throw access.Of(failed, BlobRecord.Name, isWrite: true);
            }
        }
    }

    /// <inheritdoc />
    /// <remarks>A lease ends by itself a minute after its process, so there is nothing to remove but the particulars of who had it.</remarks>
    public async Task<(bool Released, LockHolder? Holder)> UnlockAsync(CancellationToken cancellationToken)
    {
        // In this order: what is removed was there before nobody was seen to hold it.
        var left = await FindHolderAsync(cancellationToken);
        var found = await access.ReadAsync(BlobRecord.Name, () => Blobs.TryLookAsync(BlobRecord.Name, cancellationToken), cancellationToken);
        if (found is { IsLeased: true }) return (false, await ReadParticularsAsync(cancellationToken) ?? LockHolder.Unknown);
        if (left is null) return (false, null);
        try
        {
            await Blobs.DeleteAsync(HolderName, left.Tag, cancellationToken);
        }
        catch (BlobException other) when (other.Trouble is BlobTrouble.BlobAbsent or BlobTrouble.ConditionFailed)
        {
            return (false, null);
        }
        catch (BlobException failed)
        {
            throw access.Of(failed, HolderName, isWrite: true);
        }

        return (true, LockHolderJson.Read(left.Content));
    }

    /// <inheritdoc />
    public async Task<(bool Broken, LockHolder? Holder)> BreakLockAsync(string runId, CancellationToken cancellationToken)
    {
        var holder = await ReadHolderAsync(cancellationToken);
        if (holder?.RunId != runId) return (false, holder);
        try
        {
            await access.AskAsync(async () =>
            {
                await Blobs.BreakLeaseAsync(BlobRecord.Name, cancellationToken);
                return true;
            }, cancellationToken);
        }
        catch (BlobException gone) when (gone.Trouble == BlobTrouble.LeaseLost)
        {
            // It ended just now, which is as good.
            return (true, holder);
        }
        catch (BlobException failed)
        {
            throw access.Of(failed, BlobRecord.Name, isWrite: true);
        }

        return (true, holder);
    }

    /// <inheritdoc />
    public async Task<LockHolder?> ReadHolderAsync(CancellationToken cancellationToken)
    {
        var found = await access.ReadAsync(BlobRecord.Name, () => Blobs.TryLookAsync(BlobRecord.Name, cancellationToken), cancellationToken);
        return found is { IsLeased: true } ? await ReadParticularsAsync(cancellationToken) ?? LockHolder.Unknown : null;
    }

    /// <inheritdoc />
    public Task<LastApplied> ReadLastAppliedAsync(CancellationToken cancellationToken) => record.ReadAsync(cancellationToken);

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">This store does not hold the lock: a bug of the caller.</exception>
    /// <exception cref="ProviderException">The lock was lost meanwhile, or it cannot be written.</exception>
    public async Task WriteLastAppliedAsync(LastApplied lastApplied, CancellationToken cancellationToken)
    {
        if (held is not { } lease) throw new InvalidOperationException("The record of what was applied is only written under the lock.");
        if (lease.Lost.IsCancellationRequested) throw new ProviderException(RunStoreDiagnostics.LockIsLost(Location));
        try
        {
            tag = await record.WriteAsync(lastApplied, tag!, lease.Id, cancellationToken);
        }
        catch (BlobException failed)
        {
            if (failed.Trouble is BlobTrouble.LeaseLost or BlobTrouble.Leased) lease.Lose();
            throw access.Of(failed, BlobRecord.Name, isWrite: true);
        }
    }

    /// <inheritdoc />
    public Task AppendAsync(string runId, IReadOnlyList<RunEvent> entries, CancellationToken cancellationToken) => trail.AppendAsync(runId, entries, cancellationToken);

    /// <inheritdoc />
    public Task<ImmutableArray<RunRecord>> ListRunsAsync(CancellationToken cancellationToken) => trail.ListAsync(cancellationToken);

    /// <inheritdoc />
    public Task<ImmutableArray<string>> ListRunIdsAsync(CancellationToken cancellationToken) => trail.ListIdsAsync(cancellationToken);

    /// <inheritdoc />
    public Task<ImmutableArray<RunEvent>?> ReadRunAsync(string runId, CancellationToken cancellationToken) => trail.ReadAsync(runId, cancellationToken);

    /// <inheritdoc />
    public Task<(VerdictHistory? History, Diagnostic? Problem)> FoldHistoryAsync(Func<VerdictHistory, VerdictHistory> fold, CancellationToken cancellationToken) => history.FoldAsync(fold, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (held is not null) await held.DisposeAsync();
        trail.Dispose();
        await Blobs.DisposeAsync();
    }

    private async Task<BlobLease> HoldAsync(LockHolder holder, string id, long asked, string current, CancellationToken cancellationToken)
    {
        string? left = null;
        var lease = new BlobLease(Blobs, access.Clock, BlobRecord.Name, id, asked, async token =>
        {
            held = null;
            // Only its own: the next holder may have written.
            if (left is not null) await Blobs.DeleteAsync(HolderName, left, token);
        });
        try
        {
            // Of a lost answer nothing is looked at: who holds a lock is told as a courtesy, the lock itself does not depend on it.
            left = await Blobs.PutAsync(HolderName, LockHolderJson.Write(holder).ToArray(), BlobCondition.None, cancellationToken);
        }
        catch (Exception failed)
        {
            await lease.DisposeAsync();
            if (failed is BlobException trouble) throw access.Of(trouble, HolderName, isWrite: true);
            throw;
        }

        (held, tag) = (lease, current);
        return lease;
    }

    private async Task<LockHolder?> ReadParticularsAsync(CancellationToken cancellationToken) => await FindHolderAsync(cancellationToken) is { } found ? LockHolderJson.Read(found.Content) : null;

    private Task<BlobContent?> FindHolderAsync(CancellationToken cancellationToken) => access.ReadAsync(HolderName, () => Blobs.TryReadAsync(HolderName, 0, MostHolder, cancellationToken), cancellationToken);
}
