using XmppDesiredState.Diagnostics;
using XmppDesiredState.Files;

namespace XmppDesiredState.Engine.Runs;

/// <summary>
/// The history of verdicts in a folder: <c>verdicts.json</c>, and a lock of its own beside it, so that looking neither waits for an apply
/// nor keeps one waiting.
/// </summary>
/// <param name="folder">Absolute path.</param>
/// <param name="shown">The same for people.</param>
internal sealed class FolderHistory(string folder, string shown, TimeProvider clock)
{
    private readonly string path = Path.Combine(folder, "verdicts.json");
    private readonly string damagedPath = Path.Combine(folder, "verdicts.damaged.json");

    /// <exception cref="IOException">It cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not.</exception>
    public async Task<(VerdictHistory? History, Diagnostic? Problem)> FoldAsync(Func<VerdictHistory, VerdictHistory> fold, CancellationToken cancellationToken)
    {
        using var held = await FolderLock.TakeAsync(folder, clock, cancellationToken);
        if (held is null) return (null, RunStoreDiagnostics.HistoryIsBusy(shown));
        DeleteLeftovers();
        var (kept, damage, newer) = Read();
        if (newer is not null) return (null, RunStoreDiagnostics.HistoryIsNewer(shown, newer, VerdictHistoryJson.FormatVersion));
        var before = kept ?? VerdictHistory.None;
        var after = fold(before).Bounded();
        if (ReferenceEquals(before, after)) return (kept, damage is null ? null : RunStoreDiagnostics.HistoryIsDamaged(shown, damage, isMoved: false));
        // Somebody may still read in it what a program cannot.
        if (damage is not null) File.Move(path, damagedPath, overwrite: true);
        AtomicFile.Write(path, VerdictHistoryJson.Write(after).CopyTo, AtomicFile.Private);
        return (after, damage is null ? null : RunStoreDiagnostics.HistoryIsDamaged(shown, damage, isMoved: true));
    }

    private (VerdictHistory? History, string? Damage, string? Newer) Read()
    {
        if (!File.Exists(path)) return (VerdictHistory.None, null, null);
        return BoundedFile.Read(path, VerdictHistoryJson.MaximumBytes) is { } content ? VerdictHistoryJson.Read(content) : (null, $"It has more than {VerdictHistoryJson.MaximumBytes} bytes.", null);
    }

    // Only under the lock: what a killed process left half-written.
    private void DeleteLeftovers()
    {
        foreach (var leftover in Directory.EnumerateFiles(folder, $"{Path.GetFileName(path)}.*{AtomicFile.TemporarySuffix}")) FolderFiles.TryDelete(leftover);
    }
}
