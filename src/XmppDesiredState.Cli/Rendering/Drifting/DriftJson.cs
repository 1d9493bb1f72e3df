using System.Globalization;
using System.Text.Json;
using XmppDesiredState.Engine.Drifting;
using XmppDesiredState.Engine.Json;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Values;

namespace XmppDesiredState.Cli.Rendering.Drifting;

/// <summary>Drift for programs: see <see cref="DriftSchema"/>.</summary>
internal static class DriftJson
{
    public static string Render(DriftView view, SourceTexts sources) => JsonText.Document(json =>
    {
        var report = view.Report;
        json.WriteStartObject();
        json.WriteString("format_version", "1.0");
        json.WriteString("name", report.Name);
        json.WriteString("timestamp", report.At.UtcDateTime);
        json.WriteString("config_digest", report.Plan.ConfigDigest);
        json.WriteString("commit", report.Plan.Commit);
        json.WriteBoolean("complete", report.IsComplete);
        json.WriteBoolean("recorded", report.IsRecorded);
        json.WriteStartArray("fail_on");
        foreach (var of in view.FailOn) json.WriteStringValue(DriftWords.Of(of));
        json.WriteEndArray();
        json.WriteNumber("exit_code", view.ExitCode);
        json.WriteStartObject("summary");
        foreach (var of in DriftSummary.Classes) json.WriteNumber(DriftWords.Of(of), view.Summary[of]);
        json.WriteNumber("unreadable", view.Summary.Unreadable);
        json.WriteEndObject();
        json.WriteStartArray("items");
        foreach (var line in view.Lines) Write(json, line);
        json.WriteEndArray();
        json.WriteStartArray("unreadable");
        foreach (var unreadable in report.Unreadable) Write(json, unreadable);
        json.WriteEndArray();
        json.WriteStartArray("diagnostics");
        foreach (var diagnostic in report.Diagnostics) DiagnosticJson.Write(json, diagnostic, sources);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, DriftLine line)
    {
        var item = line.Item;
        json.WriteStartObject();
        json.WriteString("address", item.Address.ToString());
        json.WriteString("type", item.Address.Id.Kind.Name);
        json.WriteString("name", item.Address.Id.Name);
        json.WriteString("provider_name", item.Address.Provider);
        json.WriteString("class", DriftWords.Of(item.Class));
        json.WriteString("reason", item.Reason);
        json.WriteString("action", item.Change is { } change ? Words.Of(change.Action) : null);
        json.WriteStartArray("risk");
        foreach (var risk in item.Risks) json.WriteStringValue(DriftSchema.Word(risk));
        json.WriteEndArray();
        json.WritePropertyName("range");
        DiagnosticJson.WriteRange(json, item.Where);
        json.WriteStartArray("attributes");
        foreach (var attribute in item.Attributes) Write(json, attribute);
        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (var note in line.Notes) json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteString("due", item.Due is { } due ? due.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) : null);
        json.WritePropertyName("blocked");
        if (item.Change?.Blocked is { } blocked) DiagnosticJson.Write(json, blocked, SourceTexts.None);
        else json.WriteNullValue();
        WriteWaiting(json, item.Change?.Waiting);
        json.WritePropertyName("muted");
        Write(json, item.Mute);
        json.WriteStartArray("ways_out");
        foreach (var way in line.Ways)
        {
            json.WriteStartObject();
            json.WriteString("title", way.Title);
            json.WriteString("form", way.IsCommand ? "command" : "yaml");
            json.WriteString("text", way.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // A side that says nothing is left out: null would mean that the attribute is empty.
    private static void Write(Utf8JsonWriter json, DriftAttribute attribute)
    {
        json.WriteStartObject();
        json.WriteString("name", attribute.Field.Name);
        foreach (var (side, value) in new[] { ("applied", attribute.Applied), ("live", attribute.Live), ("declared", attribute.Declared) })
        {
            if (value is null) continue;
            json.WritePropertyName(side);
            if (attribute.Field.Is(Traits.Secret) && value is not (Value.Secret or Value.Cleared)) json.WriteStringValue("(secret)");
            else ValueJson.Write(json, value);
        }

        json.WritePropertyName("muted");
        Write(json, attribute.Mute);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DriftMute? mute)
    {
        if (mute is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("reason", mute.Reason);
        json.WriteString("until", mute.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WritePropertyName("range");
        DiagnosticJson.WriteRange(json, mute.Where);
        json.WriteEndObject();
    }

    private static void WriteWaiting(Utf8JsonWriter json, Waiting? waiting)
    {
        json.WritePropertyName("waiting");
        if (waiting is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("for", waiting.For);
        json.WriteString("until", waiting.Until is { } until ? until.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) : null);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, UnreadableKind unreadable)
    {
        json.WriteStartObject();
        json.WriteString("provider_name", unreadable.Provider);
        json.WriteString("type", unreadable.Kind.Name);
        json.WriteString("name", unreadable.Resource?.Name);
        json.WriteString("member", unreadable.Member);
        json.WritePropertyName("diagnostic");
        DiagnosticJson.Write(json, unreadable.Diagnostic, SourceTexts.None);
        json.WriteEndObject();
    }
}
