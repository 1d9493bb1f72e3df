using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Engine.Tests;

/// <summary>Hands everything on; what writes may be intercepted.</summary>
internal abstract class PassingStore(IRunStore inner) : IRunStore
{
    public static ProviderException DiskIsFull => new(RunStoreDiagnostics.All[0].At(null, "The disk is full.", "Make room."));

    public string Location => inner.Location;

    public Task<(IRunLock? Lock, LockHolder? Holder)> TryLockAsync(LockHolder holder, CancellationToken cancellationToken) => inner.TryLockAsync(holder, cancellationToken);

    public Task<(bool Released, LockHolder? Holder)> UnlockAsync(CancellationToken cancellationToken) => inner.UnlockAsync(cancellationToken);

    public Task<(bool Broken, LockHolder? Holder)> BreakLockAsync(string runId, CancellationToken cancellationToken) => inner.BreakLockAsync(runId, cancellationToken);

    public Task<LockHolder?> ReadHolderAsync(CancellationToken cancellationToken) => inner.ReadHolderAsync(cancellationToken);

    public Task<LastApplied> ReadLastAppliedAsync(CancellationToken cancellationToken) => inner.ReadLastAppliedAsync(cancellationToken);

    public Task WriteLastAppliedAsync(LastApplied lastApplied, CancellationToken cancellationToken) => WriteAsync(() => inner.WriteLastAppliedAsync(lastApplied, cancellationToken), []);

    public Task AppendAsync(string runId, IReadOnlyList<RunEvent> entries, CancellationToken cancellationToken) => WriteAsync(() => inner.AppendAsync(runId, entries, cancellationToken), entries);

    public Task<ImmutableArray<RunRecord>> ListRunsAsync(CancellationToken cancellationToken) => inner.ListRunsAsync(cancellationToken);

    public Task<ImmutableArray<string>> ListRunIdsAsync(CancellationToken cancellationToken) => inner.ListRunIdsAsync(cancellationToken);

    public Task<ImmutableArray<RunEvent>?> ReadRunAsync(string runId, CancellationToken cancellationToken) => inner.ReadRunAsync(runId, cancellationToken);

    public Task<(VerdictHistory? History, Diagnostic? Problem)> FoldHistoryAsync(Func<VerdictHistory, VerdictHistory> fold, CancellationToken cancellationToken) => inner.FoldHistoryAsync(fold, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    /// <param name="write">Does it.</param>
    /// <param name="entries">What is appended to a trail; nothing where the record is written.</param>
    protected abstract Task WriteAsync(Func<Task> write, IReadOnlyList<RunEvent> entries);
}
