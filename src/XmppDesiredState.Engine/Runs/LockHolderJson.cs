using System.Buffers;
using System.Text.Json;
using XmppDesiredState.Engine.Json;

namespace XmppDesiredState.Engine.Runs;

/// <summary>Who holds a lock, in JSON.</summary>
internal static class LockHolderJson
{
    private const int MaximumBytes = 64 * 1024;

    public static ReadOnlySpan<byte> Write(LockHolder holder)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, JsonText.Indented))
        {
            writer.WriteStartObject();
            writer.WriteString("run_id", holder.RunId);
            writer.WriteString("actor", holder.Actor);
            writer.WriteString("machine", holder.Machine);
            writer.WriteNumber("process_id", holder.ProcessId);
            writer.WriteString("command", holder.Command);
            writer.WriteString("since", JsonTime.Write(holder.Since));
            writer.WriteEndObject();
        }

        bytes.Write("\n"u8);
        return bytes.WrittenSpan;
    }

    /// <summary>Null when it cannot be read: who holds a lock is told as a courtesy, the lock itself does not depend on it.</summary>
    public static LockHolder? Read(ReadOnlyMemory<byte> utf8)
    {
        var reading = new JsonReading(utf8, "");
        if (JsonTree.Read(reading, MaximumBytes) is not { } root) return null;
        var read = new JsonObject(root, reading);
        var since = read.Parsed("since", JsonTime.Parse, "a time");
        var holder = new LockHolder(read.Text("run_id"), read.Text("actor"), read.Text("machine"), read.Count("process_id"), read.Text("command"), since ?? default);
        return reading.IsSound ? holder : null;
    }
}
