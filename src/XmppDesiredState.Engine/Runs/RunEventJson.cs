using System.Buffers;
using System.Text.Json;
using XmppDesiredState.Engine.Json;

namespace XmppDesiredState.Engine.Runs;

/// <summary>An event as one line: <c>{"at": "…", "type": "started", "particulars": {…}}</c>.</summary>
internal static class RunEventJson
{
    private const int MaximumLine = 16 * 1024 * 1024;
    private const int Part = 256;

    /// <summary>Each with its line break.</summary>
    public static ByteChunks Write(params IReadOnlyList<RunEvent> entries)
    {
        // Nothing is sent before the steps are on record, so some thousand of them are written on all cores.
        var parts = new ByteChunks[(entries.Count + Part - 1) / Part];
        Parallel.For(0, parts.Length, part => parts[part] = Write(entries, part * Part, Math.Min(entries.Count, (part + 1) * Part)));
        return ByteChunks.Of(parts);
    }

    private static ByteChunks Write(IReadOnlyList<RunEvent> entries, int from, int to)
    {
        var lines = new ByteChunks();
        using var writer = new Utf8JsonWriter(lines, JsonText.OneLine);
        for (var index = from; index < to; index++)
        {
            var entry = entries[index];
            writer.WriteStartObject();
            writer.WriteString("at", JsonTime.Write(entry.At));
            writer.WriteString("type", entry.Type);
            writer.WritePropertyName("particulars");
            ValueJson.WriteMap(writer, entry.Particulars);
            writer.WriteEndObject();
            writer.Flush();
            writer.Reset();
            lines.Write("\n"u8);
        }

        return lines;
    }

    /// <summary>Null when the line is torn or otherwise not one of ours.</summary>
    public static RunEvent? Read(ReadOnlyMemory<byte> line)
    {
        var reading = new JsonReading(line, "");
        if (JsonTree.Read(reading, MaximumLine) is not { } root) return null;
        var entry = new JsonObject(root, reading);
        var at = entry.Parsed("at", JsonTime.Parse, "a time");
        var type = entry.Text("type");
        var particulars = ValueJson.ReadMap(entry.Object("particulars").Node, reading);
        return reading.IsSound && at is { } time ? new RunEvent(time, type, particulars) : null;
    }
}
