using System.Text.Json;
using XmppDesiredState.Engine.Json;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Engine.PlanFiles;

/// <summary>What is waited for, in JSON.</summary>
internal static class WaitingJson
{
    public static void Write(Utf8JsonWriter writer, string name, Waiting? waiting)
    {
        if (waiting is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        WriteContent(writer, waiting);
        writer.WriteEndObject();
    }

    public static void WriteContent(Utf8JsonWriter writer, Waiting waiting)
    {
        writer.WriteString("for", waiting.For);
        writer.WriteString("until", waiting.Until is { } until ? JsonTime.Write(until) : null);
    }

    public static Waiting? Read(JsonObject owner, string name) => owner.OptionalObject(name) is { } read
        ? new Waiting(read.Text("for"), read.OptionalText("until") is null ? null : read.Parsed("until", JsonTime.Parse, "a time"))
        : null;
}
