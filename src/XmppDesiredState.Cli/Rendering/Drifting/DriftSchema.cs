using XmppDesiredState.Engine.Drifting;
using XmppDesiredState.Engine.PlanFiles;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Cli.Rendering.Drifting;

/// <summary>The JSON schema (draft 7) of what <c>drift --format json</c> writes.</summary>
internal static class DriftSchema
{
    /// <summary>As in saved plans.</summary>
    public static string Word(Risk risk) => risk switch
    {
        Risk.Deletes => "deletes",
        Risk.RaisesTrust => "raises_trust",
        Risk.WeakensNegotiation => "weakens_negotiation",
        _ => "restarts",
    };

    public static string Create() => JsonText.Document(json =>
    {
        var schema = new SchemaWriter(json);
        Action text = schema.Text, textOrNull = () => schema.OrNull(schema.Text), classes = () => schema.OneOfWords(DriftSummary.Classes.Select(DriftWords.Of));
        json.WriteStartObject();
        json.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
        json.WriteString("title", "Drift found by XmppDesiredState");
        schema.Members(
        [
            ("format_version", () => schema.Pattern("^1\\.[0-9]+$")), ("name", text), ("timestamp", text), ("config_digest", text), ("commit", textOrNull), ("complete", schema.Flag), ("recorded", schema.Flag),
            ("fail_on", () => schema.ListOf(classes)), ("exit_code", schema.Count),
            ("summary", () => schema.Object([.. DriftSummary.Classes.Select(of => (DriftWords.Of(of), (Action)schema.Count)), ("unreadable", schema.Count)])),
            ("items", () => schema.ListOf(() => schema.Reference("item"))),
            ("unreadable", () => schema.ListOf(() => schema.Object([("provider_name", text), ("type", text), ("name", textOrNull), ("member", textOrNull), ("diagnostic", schema.AnyObject)]))),
            ("diagnostics", () => schema.ListOf(schema.AnyObject)),
        ]);
        json.WriteStartObject("definitions");
        schema.Define("item", () => schema.Object(
        [
            ("address", text), ("type", text), ("name", text), ("provider_name", text), ("class", classes), ("reason", text), ("action", () => schema.OrNull(() => schema.OneOfWords(Enum.GetValues<ChangeAction>().Select(Words.Of)))),
            ("risk", () => schema.ListOf(() => schema.OneOfWords(Enum.GetValues<Risk>().Select(Word)))), ("range", () => schema.OrNull(schema.AnyObject)), ("attributes", () => schema.ListOf(() => schema.Reference("attribute"))),
            ("notes", () => schema.ListOf(text)), ("due", textOrNull), ("blocked", () => schema.OrNull(schema.AnyObject)),
            ("waiting", () => schema.OrNull(() => schema.Object([("for", text), ("until", textOrNull)]))), ("muted", () => schema.OrNull(() => schema.Reference("mute"))),
            ("ways_out", () => schema.ListOf(() => schema.Object([("title", text), ("form", () => schema.OneOfWords(["command", "yaml"])), ("text", text)]))),
        ]));
        schema.Define("attribute", () =>
        {
            json.WriteStartObject();
            schema.Members([("name", text), ("applied", schema.Anything), ("live", schema.Anything), ("declared", schema.Anything), ("muted", () => schema.OrNull(() => schema.Reference("mute")))], required: false);
            json.WriteStartArray("required");
            json.WriteStringValue("name");
            json.WriteStringValue("muted");
            json.WriteEndArray();
            json.WriteEndObject();
        });
        schema.Define("mute", () => schema.Object([("reason", text), ("until", textOrNull), ("range", () => schema.OrNull(schema.AnyObject))]));
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
