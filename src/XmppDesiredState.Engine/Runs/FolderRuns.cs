using System.Collections.Immutable;

namespace XmppDesiredState.Engine.Runs;

/// <summary>The audit trails in a folder, one file of lines a run.</summary>
internal sealed class FolderRuns(string folder, TimeProvider clock) : IDisposable
{
    private const string Ending = ".jsonl";

    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Whole lines, on the disk before this returns.</summary>
    public async Task AppendAsync(string runId, IReadOnlyList<RunEvent> entries, CancellationToken cancellationToken)
    {
        if (!RunId.IsValid(runId)) throw new ArgumentException("A run's id is letters, digits and hyphens.", nameof(runId));
        var lines = RunEventJson.Write(entries);
        await turn.WaitAsync(cancellationToken);
        try
        {
            Directory.CreateDirectory(folder);
            var file = new FileStream(PathOf(runId), FolderFiles.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read));
            await using (file)
            {
                // A line that was torn earlier keeps its place and does not spoil this one.
                var isTorn = await EndsTornAsync(file, cancellationToken);
                file.Seek(0, SeekOrigin.End);
                if (isTorn) file.WriteByte((byte)'\n');
                foreach (var chunk in lines.Chunks) await file.WriteAsync(chunk, cancellationToken);
                file.Flush(flushToDisk: true);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task<ImmutableArray<RunEvent>?> ReadAsync(string runId, CancellationToken cancellationToken)
    {
        var content = RunId.IsValid(runId) ? await FolderFiles.TryReadAsync(PathOf(runId), cancellationToken) : null;
        // An empty one was made by a run that was cut off before its first line, and so before it sent anything.
        return content is null or [] ? null : RunLines.Read(content, clock);
    }

    public ImmutableArray<string> Ids() => Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*" + Ending).Select(path => Path.GetFileNameWithoutExtension(path)!)] : [];

    /// <summary>Newest first.</summary>
    public async Task<ImmutableArray<RunRecord>> ListAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder)) return [];
        var records = new List<RunRecord>();
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Ending))
        {
            var file = FolderFiles.TryOpenForReading(path);
            if (file is null) continue;
            await using (file)
            {
                if (file.Length == 0) continue;
                var head = await ReadAsync(file, 0, cancellationToken);
                var tail = await ReadAsync(file, Math.Max(0, file.Length - RunLines.Window), cancellationToken);
                records.Add(RunLines.Summarize(Path.GetFileNameWithoutExtension(path), head, tail));
            }
        }

        return RunLines.NewestFirst(records);
    }

    public void Dispose() => turn.Dispose();

    private string PathOf(string runId) => Path.Combine(folder, runId + Ending);

    private static async Task<bool> EndsTornAsync(FileStream file, CancellationToken cancellationToken)
    {
        if (file.Length == 0) return false;
        file.Seek(-1, SeekOrigin.End);
        var last = new byte[1];
        return await file.ReadAsync(last, cancellationToken) == 1 && last[0] != (byte)'\n';
    }

    private static async Task<byte[]> ReadAsync(FileStream file, long from, CancellationToken cancellationToken)
    {
        var content = new byte[Math.Min(RunLines.Window, file.Length - from)];
        file.Seek(from, SeekOrigin.Begin);
        var length = await file.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken);
        return content[..length];
    }
}
