using System.Collections.Immutable;
using System.Globalization;
using XmppDesiredState.Blobs;

namespace XmppDesiredState.Engine.Runs.Blobs;

/// <summary>
/// The audit trails: <c>runs/ID.jsonl</c>, blobs that are only ever appended to. One has at most 50,000 blocks, so what arrives while an
/// append is under way is appended together, and a run that fills one goes on in <c>runs/ID.2.jsonl</c>.
/// </summary>
internal sealed class BlobTrail(BlobAccess access) : IDisposable
{
    private const string Folder = "runs/", Ending = ".jsonl";
    private const int MostTrail = 256 * 1024 * 1024, MostParts = 100, Readers = 8;

    /// <summary>Below Azure's limit of 50,000 blocks, for appends of others that were not counted.</summary>
    private const int MostBlocks = 49_000;

    private readonly Dictionary<string, BlobTrailEnd> ends = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private readonly SemaphoreSlim reading = new(Readers);

    /// <summary>Whole lines, in the store before this returns.</summary>
    public Task AppendAsync(string runId, IReadOnlyList<RunEvent> entries, CancellationToken cancellationToken)
    {
        if (!RunId.IsValid(runId)) throw new ArgumentException("A run's id is letters, digits and hyphens.", nameof(runId));
        BlobTrailEnd? end;
        lock (gate)
        {
            if (!ends.TryGetValue(runId, out end)) ends.Add(runId, end = new BlobTrailEnd(access, part => NameOf(runId, part), MostBlocks));
        }

        return end.AppendAsync(RunEventJson.Write(entries).ToMemory(), cancellationToken);
    }

    public async Task<ImmutableArray<RunEvent>?> ReadAsync(string runId, CancellationToken cancellationToken)
    {
        if (!RunId.IsValid(runId)) return null;
        var content = new MemoryStream();
        for (var part = 1; part <= MostParts; part++)
        {
            var name = NameOf(runId, part);
            if (await ReadAsync(name, 0, MostTrail, cancellationToken) is not { } found) break;
            if (content.Length + found.Content.Length >= MostTrail) throw access.Of(new BlobException(BlobTrouble.TooLarge, $"it has more than {MostTrail} bytes"), name, isWrite: false);
            content.Write(found.Content.Span);
        }

        return content.Length == 0 ? null : RunLines.Read(content.GetBuffer().AsMemory(0, (int)content.Length), access.Clock);
    }

    /// <summary>Newest first.</summary>
    public async Task<ImmutableArray<RunRecord>> ListAsync(CancellationToken cancellationToken)
    {
        var records = await Task.WhenAll((await FindAsync(cancellationToken)).Select(run => SummarizeAsync(run.Key, [.. run.OrderBy(item => item.Part).Select(item => item.Blob)], cancellationToken)));
        return RunLines.NewestFirst(records.OfType<RunRecord>());
    }

    public async Task<ImmutableArray<string>> ListIdsAsync(CancellationToken cancellationToken) => [.. (await FindAsync(cancellationToken)).Select(run => run.Key)];

    public void Dispose() => reading.Dispose();

    private static string NameOf(string runId, int part) => part == 1 ? $"{Folder}{runId}{Ending}" : string.Create(CultureInfo.InvariantCulture, $"{Folder}{runId}.{part}{Ending}");

    private static (string Id, int Part)? Parse(string name)
    {
        if (!name.EndsWith(Ending, StringComparison.Ordinal)) return null;
        var words = name[Folder.Length..^Ending.Length].Split('.');
        if (!RunId.IsValid(words[0])) return null;
        return words.Length switch
        {
            1 => (words[0], 1),
            2 when int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var part) && part > 1 => (words[0], part),
            _ => null,
        };
    }

    private async Task<IEnumerable<IGrouping<string, (BlobEntry Blob, string Id, int Part)>>> FindAsync(CancellationToken cancellationToken)
    {
        var blobs = await access.ReadAsync(Folder, () => access.Blobs.ListAsync(Folder, cancellationToken), cancellationToken);
        return blobs.Select(blob => (Blob: blob, Run: Parse(blob.Name))).Where(item => item.Run is not null).Select(item => (item.Blob, item.Run!.Value.Id, item.Run.Value.Part)).GroupBy(item => item.Id, StringComparer.Ordinal);
    }

    // Null: an empty blob, made by a run that was cut off before its first line.
    private async Task<RunRecord?> SummarizeAsync(string id, BlobEntry[] parts, CancellationToken cancellationToken)
    {
        var last = Array.FindLast(parts, part => part.Length > 0);
        if (last is null) return null;
        await reading.WaitAsync(cancellationToken);
        try
        {
            var head = (await ReadAsync(parts[0].Name, 0, RunLines.Window, cancellationToken))?.Content ?? default;
            var tail = last == parts[0] && last.Length <= RunLines.Window ? head
                : (await ReadAsync(last.Name, Math.Max(0, last.Length - RunLines.Window), RunLines.Window, cancellationToken))?.Content ?? default;
            return RunLines.Summarize(id, head, tail);
        }
        finally
        {
            reading.Release();
        }
    }

    private Task<BlobContent?> ReadAsync(string name, long from, int most, CancellationToken cancellationToken) =>
        access.ReadAsync(name, () => access.Blobs.TryReadAsync(name, from, most, cancellationToken), cancellationToken);
}
