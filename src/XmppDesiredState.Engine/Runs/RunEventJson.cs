using System.Buffers;
using System.Text.Json;
using XmppDesiredState.Engine.Json;

namespace XmppDesiredState.Engine.Runs;

/// <summary>An event as one line: <c>{"at": "…", "type": "started", "particulars": {…}}</c>.</summary>
internal static class RunEventJson
{
    private const int MaximumLine = 16 * 1024 * 1024;

    /// <summary>Each with its line break.</summary>
    public static ByteChunks Write(params IReadOnlyList<RunEvent> entries)
    {
        var lines = new ByteChunks();
        using var writer = new Utf8JsonWriter(lines, JsonText.OneLine);
        foreach (var entry in entries)
        {
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
