using System.Collections.Immutable;

namespace XmppDesiredState.Engine.Runs;

/// <summary>An audit trail as bytes: events in lines.</summary>
internal static class RunLines
{
    /// <summary>A list of runs needs the first and the last line only; both lie within so many bytes of an end.</summary>
    public const int Window = 256 * 1024;

    /// <summary>What cannot be read gets the time of what came before it; a run that was torn in its first line has none but now.</summary>
    public static ImmutableArray<RunEvent> Read(ReadOnlyMemory<byte> content, TimeProvider clock)
    {
        var events = ImmutableArray.CreateBuilder<RunEvent>();
        var number = 0;
        foreach (var line in Of(content))
        {
            number++;
            events.Add(RunEventJson.Read(line) ?? RunEvents.CutOff(events.LastOrDefault()?.At ?? clock.GetUtcNow(), number));
        }

        return events.ToImmutable();
    }

    /// <summary>A run in a list, from both ends of its trail.</summary>
    public static RunRecord Summarize(string id, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> tail) =>
        RunEvents.Record(id, RunEventJson.Read(Of(head).FirstOrDefault()), RunEventJson.Read(Of(tail).LastOrDefault()));

    public static ImmutableArray<RunRecord> NewestFirst(IEnumerable<RunRecord> records) =>
        [.. records.OrderByDescending(record => record.Started).ThenByDescending(record => record.Id, StringComparer.Ordinal)];

    // A last line without its line break is yielded too: the reader finds out whether it is whole.
    private static IEnumerable<ReadOnlyMemory<byte>> Of(ReadOnlyMemory<byte> content)
    {
        for (var start = 0; start < content.Length;)
        {
            var length = content.Span[start..].IndexOf((byte)'\n');
            if (length < 0) length = content.Length - start;
            if (length > 0) yield return content.Slice(start, length);
            start += length + 1;
        }
    }
}
