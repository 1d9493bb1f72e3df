using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using XmppDesiredState.Engine.Json;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.PlanFiles;

/// <summary>
/// The JSON schema (draft 7) of plan files, made from the declarations of the kinds. It describes what this version writes, so unlike the
/// reader it allows no name that is not known.
/// </summary>
public static class PlanSchema
{
    private static readonly string[] Counts = ["add", "change", "destroy", "restart", "waiting", "blocked", "unlisted", "acknowledged", "unreadable"];

    /// <summary>UTF-8, the same bytes each time.</summary>
    public static ReadOnlyMemory<byte> Create()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, JsonText.Indented))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
            writer.WriteString("title", "Plan of XmppDesiredState");
            var schema = new SchemaWriter(writer);
            WritePlan(schema);
            writer.WriteStartObject("definitions");
            WriteDefinitions(schema);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        bytes.Write("\n"u8);
        return bytes.WrittenMemory;
    }

    private static void WritePlan(SchemaWriter schema) => schema.Members(
    [
        ("format_version", () => schema.Pattern("^1\\.[0-9]+$")),
        ("plan_id", () => schema.Pattern("^[0-9a-f]{16}$")),
        ("name", schema.Text),
        ("timestamp", schema.Text),
        ("commit", () => schema.OrNull(schema.Text)),
        ("config_digest", schema.Text),
        ("change_digest", () => schema.Pattern("^[0-9a-f]{64}$")),
        ("applyable", schema.Flag),
        ("complete", schema.Flag),
        ("errored", schema.Flag),
        ("summary", () => schema.Object([.. Counts.Select(name => (name, (Action)schema.Count))])),
        ("choices", () => schema.Object(
            [("only", () => schema.ListOf(schema.Text)), ("max_deletes", () => schema.OrNull(schema.Count)),
             ("allow_empty", () => schema.ListOf(() => schema.OneOfWords(Kind.All.Select(kind => kind.Name)))), ("allow_delete", () => schema.ListOf(schema.Text)), ("renew", () => schema.ListOf(schema.Text)), ("supersede", () => schema.ListOf(schema.Text))])),
        ("targets", () => schema.MapOf(schema.Text)),
        ("resource_changes", () => schema.ListOf(() => schema.AnyOf([.. Kind.All.Select(kind => (Action)(() => schema.Reference("change-" + kind.Name)))]))),
        ("steps", () => schema.ListOf(() => schema.Reference("step"))),
        ("blocked", () => schema.ListOf(() => schema.Object([("address", schema.Text), ("diagnostic", () => schema.Reference("diagnostic"))]))),
        ("waiting", () => schema.ListOf(() => schema.Object([("address", schema.Text), .. WaitingMembers(schema)]))),
        ("unlisted", () => schema.ListOf(() => schema.Object([("address", schema.Text), ("values", () => schema.Reference("any-attributes"))]))),
        ("acknowledged", () => schema.ListOf(() => schema.Object(
            [("address", schema.Text), ("values", () => schema.Reference("any-attributes")), ("reason", schema.Text), ("until", () => schema.OrNull(schema.Text))]))),
        ("certificates", () => schema.ListOf(() => schema.Object(
            [("address", schema.Text), ("not_before", () => schema.OrNull(schema.Text)), ("not_after", () => schema.OrNull(schema.Text)), ("renew_from", () => schema.OrNull(schema.Text))]))),
        ("seen", () => schema.ListOf(() => schema.Object([("provider_name", schema.Text), ("type", () => schema.OneOfWords(Kind.All.Select(kind => kind.Name)))]))),
        ("unreadable", () => schema.ListOf(() => schema.Object(
            [("provider_name", schema.Text), ("type", () => schema.OneOfWords(Kind.All.Select(kind => kind.Name))), ("name", () => schema.OrNull(schema.Text)), ("member", () => schema.OrNull(schema.Text)), ("diagnostic", () => schema.Reference("diagnostic"))]))),
        ("left_out", () => schema.ListOf(schema.Text)),
        ("checks", () => schema.ListOf(() => schema.Reference("check"))),
        ("diagnostics", () => schema.ListOf(() => schema.Reference("diagnostic"))),
    ]);

    private static void WriteDefinitions(SchemaWriter schema)
    {
        foreach (var kind in Kind.All)
        {
            schema.Define("attributes-" + kind.Name, () => schema.Object([.. kind.Fields.Select(field => (field.Name, (Action)(() => new ValueSchema(schema).Write(field))))], required: false));
            schema.Define("change-" + kind.Name, () => WriteChange(schema, kind));
        }

        schema.Define("any-attributes", () => schema.AnyOf([.. Kind.All.Select(kind => (Action)(() => schema.Reference("attributes-" + kind.Name)))]));
        ValueSchema.Define(schema);
        Action place = () => schema.Object([("line", schema.Count), ("column", schema.Count)]);
        schema.Define("range", () => schema.Object([("filename", schema.Text), ("start", place), ("end", place)]));
        schema.Define("waiting", () => schema.Object(WaitingMembers(schema)));
        schema.Define("diagnostic", () => schema.Object(
        [
            ("severity", () => schema.OneOfWords(PlanWords.Severities.Words)), ("code", () => schema.Pattern("^XDS[0-9]{4}$")), ("title", schema.Text), ("summary", schema.Text),
            ("detail", schema.Text), ("address", () => schema.OrNull(schema.Text)), ("range", () => schema.OrNull(() => schema.Reference("range"))), ("related", () => schema.OrNull(() => schema.Reference("range"))),
        ]));
        schema.Define("step", () => schema.Object(
        [
            ("id", schema.Count), ("operation", () => schema.OneOfWords(PlanWords.Operations.Words)), ("address", schema.Text), ("change", schema.Text), ("member", () => schema.OrNull(schema.Text)),
            ("phase", schema.Count), ("requires", () => schema.ListOf(schema.Count)), ("failure_of", () => schema.ListOf(schema.Count)), ("mends", () => schema.OrNull(schema.Count)), ("waiting", () => schema.OrNull(() => schema.Reference("waiting"))),
        ]));
        Action status = () => schema.OneOfWords(["pass", "fail"]);
        schema.Define("check", () => schema.Object(
        [
            ("address", () => schema.Object([("kind", () => schema.OneOfWords(["resource", "check"])), ("to_display", schema.Text)])),
            ("status", status),
            ("instances", () => schema.ListOf(() => schema.Object([("address", () => schema.Object([("to_display", schema.Text)])), ("status", status), ("problems", () => schema.ListOf(() => schema.Object([("message", schema.Text)])))]))),
        ]));
    }

    private static void WriteChange(SchemaWriter schema, Kind kind)
    {
        Action attributes = () => schema.OrNull(() => schema.Reference("attributes-" + kind.Name));
        Action marks = () => schema.AnyOf([schema.Flag, schema.AnyObject]);
        schema.Object(
        [
            ("address", schema.Text), ("type", () => schema.OneOfWords([kind.Name])), ("name", schema.Text), ("provider_name", schema.Text),
            ("change", () => schema.Object(
            [
                ("actions", () => schema.ListOf(() => schema.OneOfWords(PlanWords.TerraformActions))), ("before", attributes), ("after", attributes),
                ("after_unknown", marks), ("before_sensitive", marks), ("after_sensitive", marks),
            ])),
            ("action_reason", schema.Text),
            ("action", () => schema.OneOfWords(PlanWords.Actions.Words)),
            ("risk", () => schema.ListOf(() => schema.OneOfWords(PlanWords.Risks.Words))),
            ("range", () => schema.OrNull(() => schema.Reference("range"))),
            ("attributes", () => schema.ListOf(() => schema.Object(
                [("name", () => schema.OneOfWords(kind.Fields.Select(field => field.Name))), ("before", schema.Anything), ("after", schema.Anything), ("note", () => schema.OrNull(schema.Text))], required: false))),
            ("blocked", () => schema.OrNull(() => schema.Reference("diagnostic"))),
            ("waiting", () => schema.OrNull(() => schema.Reference("waiting"))),
            ("notes", () => schema.ListOf(schema.Text)),
            ("steps", () => schema.ListOf(schema.Count)),
        ]);
    }

    private static ImmutableArray<(string Name, Action Schema)> WaitingMembers(SchemaWriter schema) => [("for", schema.Text), ("until", () => schema.OrNull(schema.Text))];
}
