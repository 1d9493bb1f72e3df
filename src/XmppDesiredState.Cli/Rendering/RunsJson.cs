using System.Collections.Immutable;
using System.Text.Json;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Values;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>The audit trail for programs.</summary>
internal static class RunsJson
{
    public static string List(ImmutableArray<RunRecord> runs) => JsonText.Document(json =>
    {
        json.WriteStartObject();
        json.WriteString("format_version", "1.0");
        json.WriteStartArray("runs");
        foreach (var run in runs)
        {
            json.WriteStartObject();
            json.WriteString("id", run.Id);
            json.WriteString("started", run.Started);
            json.WriteString("actor", run.Actor);
            json.WriteString("command", run.Command);
            json.WriteString("commit", run.Commit);
            json.WriteString("pull_request", run.PullRequest);
            json.WriteString("reason", run.Reason);
            json.WriteString("result", run.Result);
            json.WriteString("outcome", run.Outcome);
            json.WriteString("run_url", run.Url);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static string One(string id, ImmutableArray<RunEvent> events) => JsonText.Document(json =>
    {
        json.WriteStartObject();
        json.WriteString("format_version", "1.0");
        json.WriteString("id", id);
        json.WriteStartArray("events");
        foreach (var entry in events)
        {
            json.WriteStartObject();
            json.WriteString("at", entry.At);
            json.WriteString("type", entry.Type);
            foreach (var (name, value) in entry.Particulars)
            {
                json.WritePropertyName(name);
                Write(json, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, Value value)
    {
        switch (value)
        {
            case Value.Number number:
                json.WriteNumberValue(number.Content);
                break;
            case Value.Flag flag:
                json.WriteBooleanValue(flag.Content);
                break;
            case Value.Cleared:
                json.WriteNullValue();
                break;
            case Value.List list:
                json.WriteStartArray();
                foreach (var item in list.Items) Write(json, item);
                json.WriteEndArray();
                break;
            case Value.Map map:
                json.WriteStartObject();
                foreach (var (name, item) in map.Items)
                {
                    json.WritePropertyName(name);
                    Write(json, item);
                }

                json.WriteEndObject();
                break;
            default:
                json.WriteStringValue(ValueText.Of(value));
                break;
        }
    }
}
