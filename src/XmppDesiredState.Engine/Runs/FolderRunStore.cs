using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Files;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Engine.Runs;

/// <summary>
/// A run store in a folder: <c>lock</c> with the holder's particulars beside it in <c>lock.json</c> (a locked file cannot be read by others
/// on every platform), <c>last-applied.json</c>, one file of events a run, <c>runs/ID.jsonl</c>, and <c>history/verdicts.json</c>. Made at
/// the first write; only its owner may read it.
/// </summary>
/// <param name="folder">Absolute path.</param>
/// <param name="clock">For events that a reader has to make up.</param>
public sealed class FolderRunStore(string folder, TimeProvider clock) : IRunStore
{
    private readonly string lockPath = Path.Combine(folder, "lock");
    private readonly string holderPath = Path.Combine(folder, "lock.json");
    private readonly string lastAppliedPath = Path.Combine(folder, "last-applied.json");
    private readonly FolderRuns runs = new(Path.Combine(folder, "runs"), clock);
    private readonly FolderHistory history = new(Path.Combine(folder, "history"), Shown(Path.Combine(folder, "history", "verdicts.json")), clock);
    private FolderRunLock? held;

    /// <inheritdoc />
    public string Location { get; } = Shown(folder);

    /// <inheritdoc />
    /// <exception cref="ProviderException">The folder cannot be written, or its file system keeps no locks.</exception>
    public async Task<(IRunLock? Lock, LockHolder? Holder)> TryLockAsync(LockHolder holder, CancellationToken cancellationToken)
    {
        try
        {
            FolderFiles.Create(folder);
            var file = FolderRunLock.TryOpen(lockPath);
            if (file is null) return (null, await ReadParticularsAsync(cancellationToken));
            try
            {
                // Some shares answer every lock with success. The second one tells.
                using (var second = FolderRunLock.TryOpen(lockPath))
                {
                    if (second is not null) throw new ProviderException(RunStoreDiagnostics.KeepsNoLocks(Location));
                }

                DeleteLeftovers();
                AtomicFile.Write(holderPath, LockHolderJson.Write(holder), AtomicFile.Private);
            }
            catch
            {
                await file.DisposeAsync();
                throw;
            }

            held = new FolderRunLock(file, holderPath, () => held = null);
            return (held, holder);
        }
        catch (Exception cause) when (FolderFiles.IsTrouble(cause))
        {
            throw new ProviderException(RunStoreDiagnostics.CannotWrite(Location, cause), cause);
        }
    }

    /// <inheritdoc />
    /// <returns>Released: particulars of a holder that is gone were removed, and who it was. Neither: nobody holds it and nothing was left.</returns>
    public async Task<(bool Released, LockHolder? Holder)> UnlockAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(lockPath)) return (false, null);
        try
        {
            var holder = await ReadParticularsAsync(cancellationToken);
            using var file = FolderRunLock.TryOpen(lockPath);
            if (file is null) return (false, holder ?? LockHolder.Unknown);
            if (!File.Exists(holderPath)) return (false, null);
            File.Delete(holderPath);
            DeleteLeftovers();
            return (true, holder);
        }
        catch (Exception cause) when (FolderFiles.IsTrouble(cause))
        {
            throw new ProviderException(RunStoreDiagnostics.CannotWrite(Location, cause), cause);
        }
    }

    /// <inheritdoc />
    /// <remarks>The particulars are there before anything is written and gone before the lock is: without them nobody is at it, and the lock file is not touched.</remarks>
    public Task<LockHolder?> ReadHolderAsync(CancellationToken cancellationToken) => TryAsync(async () =>
    {
        if (!File.Exists(holderPath)) return null;
        var holder = await ReadParticularsAsync(cancellationToken);
        return FolderRunLock.IsTaken(lockPath) ? holder ?? LockHolder.Unknown : null;
    }, RunStoreDiagnostics.CannotRead);

    /// <inheritdoc />
    /// <remarks>The operating system gives a file lock back to nobody but its process.</remarks>
    public async Task<(bool Broken, LockHolder? Holder)> BreakLockAsync(string runId, CancellationToken cancellationToken) => (false, await ReadHolderAsync(cancellationToken));

    /// <inheritdoc />
    public async Task<LastApplied> ReadLastAppliedAsync(CancellationToken cancellationToken)
    {
        var content = await TryAsync(() => FolderFiles.TryReadAsync(lastAppliedPath, cancellationToken), RunStoreDiagnostics.CannotRead);
        return content is null ? LastApplied.None : LastAppliedJson.Read(content, Shown(lastAppliedPath));
    }

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">This store does not hold the lock: a bug of the caller.</exception>
    public Task WriteLastAppliedAsync(LastApplied lastApplied, CancellationToken cancellationToken)
    {
        if (held is null) throw new InvalidOperationException("The record of what was applied is only written under the lock.");
        cancellationToken.ThrowIfCancellationRequested();
        var content = LastAppliedJson.Write(lastApplied);
        return TryAsync(() =>
        {
            AtomicFile.Write(lastAppliedPath, content.CopyTo, AtomicFile.Private);
            return Task.FromResult(true);
        }, RunStoreDiagnostics.CannotWrite);
    }

    /// <inheritdoc />
    public Task AppendAsync(string runId, IReadOnlyList<RunEvent> entries, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        FolderFiles.Create(folder);
        await runs.AppendAsync(runId, entries, cancellationToken);
        return true;
    }, RunStoreDiagnostics.CannotWrite);

    /// <inheritdoc />
    public Task<ImmutableArray<RunRecord>> ListRunsAsync(CancellationToken cancellationToken) =>
        TryAsync(() => runs.ListAsync(cancellationToken), RunStoreDiagnostics.CannotRead);

    /// <inheritdoc />
    public Task<ImmutableArray<string>> ListRunIdsAsync(CancellationToken cancellationToken) => TryAsync(() => Task.FromResult(runs.Ids()), RunStoreDiagnostics.CannotRead);

    /// <inheritdoc />
    /// <remarks>A line that cannot be read, mostly the last of a run that was killed, stands as an event of type <see cref="RunEvents.CutOffType"/>.</remarks>
    public Task<ImmutableArray<RunEvent>?> ReadRunAsync(string runId, CancellationToken cancellationToken) =>
        TryAsync(() => runs.ReadAsync(runId, cancellationToken), RunStoreDiagnostics.CannotRead);

    /// <inheritdoc />
    public async Task<(VerdictHistory? History, Diagnostic? Problem)> FoldHistoryAsync(Func<VerdictHistory, VerdictHistory> fold, CancellationToken cancellationToken)
    {
        try
        {
            FolderFiles.Create(folder);
            return await history.FoldAsync(fold, cancellationToken);
        }
        catch (Exception cause) when (FolderFiles.IsTrouble(cause))
        {
            return (null, RunStoreDiagnostics.HistoryIsNotKept(Location, cause));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (held is not null) await held.DisposeAsync();
        runs.Dispose();
    }

    private async Task<LockHolder?> ReadParticularsAsync(CancellationToken cancellationToken) =>
        await FolderFiles.TryReadAsync(holderPath, cancellationToken) is { } content ? LockHolderJson.Read(content) : null;

    // Only under the lock, and only of files that are written under it: what a killed process left half-written.
    private void DeleteLeftovers()
    {
        foreach (var path in new[] { holderPath, lastAppliedPath })
        {
            foreach (var leftover in Directory.EnumerateFiles(folder, $"{Path.GetFileName(path)}.*{AtomicFile.TemporarySuffix}")) FolderFiles.TryDelete(leftover);
        }
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> access, Func<string, Exception, Diagnostic> trouble)
    {
        try
        {
            return await access();
        }
        catch (Exception cause) when (FolderFiles.IsTrouble(cause))
        {
            throw new ProviderException(trouble(Location, cause), cause);
        }
    }

    private static string Shown(string path) => path.Replace('\\', '/');
}
