using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Engine.Runs;

/// <summary>Keeps what was ours, who is at it, and what was done. A folder today; a blob store fulfils the same.</summary>
public interface IRunStore : IReadableRunStore, IAsyncDisposable
{
    /// <summary>Takes the lock at once or says who holds it.</summary>
    /// <returns>The lock, or null and its holder; the holder can be unknown for a moment.</returns>
    Task<(IRunLock? Lock, LockHolder? Holder)> TryLockAsync(LockHolder holder, CancellationToken cancellationToken);

    /// <summary>Removes what a dead process left of its lock. Refuses, and says who, while it is held.</summary>
    /// <returns>Released, and who had left it; or who holds it; or neither: nobody holds it and nothing was left.</returns>
    Task<(bool Released, LockHolder? Holder)> UnlockAsync(CancellationToken cancellationToken);

    /// <summary>Takes the lock away from a run that holds it and lives: it can write the record no more. Only on a person's word.</summary>
    /// <param name="runId">The run that is meant; no other loses the lock.</param>
    /// <returns>Broken, and whose it was; or not, and who holds it: another run, or one whose lock ends with its process alone. Null: nobody.</returns>
    Task<(bool Broken, LockHolder? Holder)> BreakLockAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Replaces the record, whole or not at all. Only under the lock.</summary>
    Task WriteLastAppliedAsync(LastApplied lastApplied, CancellationToken cancellationToken);

    /// <summary>Appends to the audit trail of a run and flushes it once.</summary>
    Task AppendAsync(string runId, IReadOnlyList<RunEvent> entries, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<ImmutableArray<RunRecord>> ListRunsAsync(CancellationToken cancellationToken);

    /// <summary>The events of one run in their order; null when there is no such run.</summary>
    Task<ImmutableArray<RunEvent>?> ReadRunAsync(string runId, CancellationToken cancellationToken);

    /// <summary>
    /// Folds what was seen now into what earlier looks saw, and keeps the result, whole or not at all. Needs no lock: of two who do it at
    /// the same time, both count.
    /// </summary>
    /// <param name="fold">Without effects of its own: a store that writes on a condition calls it again where somebody else wrote in between. What it gives back as it got it is not written.</param>
    /// <returns>What is kept now, null where that is not known; and what is wrong with it, as a warning: a look at the federation is worth its answer also where nobody remembers it.</returns>
    Task<(VerdictHistory? History, Diagnostic? Problem)> FoldHistoryAsync(Func<VerdictHistory, VerdictHistory> fold, CancellationToken cancellationToken);
}
