using System.Collections.Immutable;
using XmppDesiredState.Engine.PlanFiles;
using XmppDesiredState.Federation.Dns;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>The JSON schema (draft 7) of what <c>verify --format json</c> writes.</summary>
internal static class VerifySchema
{
    public static ImmutableArray<(AuthenticationMethods Method, string Word)> Methods { get; } =
        [(AuthenticationMethods.SaslOverTls, "sasl_over_tls"), (AuthenticationMethods.TlsDialback, "tls_dialback"), (AuthenticationMethods.TcpDialback, "tcp_dialback")];

    public static string Create() => JsonText.Document(json =>
    {
        var schema = new SchemaWriter(json);
        json.WriteStartObject();
        json.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
        json.WriteString("title", "Verdicts of XmppDesiredState");
        schema.Members(
        [
            ("format_version", () => schema.Pattern("^1\\.[0-9]+$")),
            ("name", schema.Text),
            ("scope", () => schema.OneOfWords(["ours", "partners", "all", "named"])),
            ("timestamp", schema.Text),
            ("summary", () => schema.Object([("domains", schema.Count), ("works", schema.Count), ("cannot_work", schema.Count), ("cannot_tell", schema.Count)])),
            ("domains", () => schema.ListOf(() => schema.Reference("domain"))),
            ("diagnostics", () => schema.ListOf(schema.AnyObject)),
        ]);
        json.WriteStartObject("definitions");
        Define(schema);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void Define(SchemaWriter schema)
    {
        Action text = schema.Text, textOrNull = () => schema.OrNull(schema.Text), verdict = () => schema.OneOfWords(Enum.GetValues<VerdictKind>().Select(VerifyJson.Word));
        Action Maybe(string definition) => () => schema.OrNull(() => schema.Reference(definition));
        Action ListOf(string definition) => () => schema.ListOf(() => schema.Reference(definition));
        schema.Define("domain", () => schema.Object(
        [
            ("domain", text), ("ours", schema.Flag), ("declared", schema.Flag), ("partner", textOrNull), ("verdict", verdict), ("negotiation", Maybe("negotiation")), ("negotiation_declared", schema.Flag), ("outgoing", () => schema.Reference("direction")),
            ("incoming", Maybe("direction")), ("also", ListOf("finding")), ("history", Maybe("history")), ("asked_as", textOrNull), ("seen_at", text), ("services", ListOf("service")), ("item", textOrNull),
        ]));
        Action level = () => schema.OneOfWords(Enum.GetNames<NegotiationLevel>());
        schema.Define("negotiation", () => schema.Object([("preset", textOrNull), ("tls", level), ("sasl", level), ("dialback", schema.Flag)]));
        schema.Define("direction", () => schema.Object(
            [("verdict", verdict), ("methods", () => schema.ListOf(() => schema.OneOfWords(Methods.Select(method => method.Word)))), ("sentence", text), ("findings", ListOf("finding"))]));
        schema.Define("finding", () => schema.Object(
        [
            ("side", () => schema.OneOfWords(["ours", "theirs", "between"])), ("decides", schema.Flag), ("severity", () => schema.OneOfWords(["note", "warning", "error"])),
            ("code", () => schema.Pattern("^XDS[0-9]{4}$")), ("summary", text), ("detail", text),
        ]));
        (string, Action)[] row = [("since", text), ("last", text), ("times", schema.Count), ("worked", textOrNull)];
        schema.Define("history", () => schema.Object([.. row, ("interrupted", Maybe("row"))]));
        schema.Define("row", () => schema.Object([("verdict", verdict), .. row]));
        DefineSighting(schema, Maybe, ListOf);
    }

    private static void DefineSighting(SchemaWriter schema, Func<string, Action> maybe, Func<string, Action> listOf)
    {
        Action text = schema.Text, textOrNull = () => schema.OrNull(schema.Text), texts = () => schema.ListOf(schema.Text);
        Action Words<T>() where T : struct, Enum => () => schema.OneOfWords(Enum.GetNames<T>().Select(SightingJson.Snake));
        Action port = () => schema.Integer(0, ushort.MaxValue);
        schema.Define("service", () => schema.Object([("owner", text), ("direct_tls", schema.Flag), ("outcome", Words<LookupOutcome>()), ("fallback", schema.Flag), ("targets", listOf("target"))]));
        schema.Define("target", () => schema.Object(
            [("target", text), ("port", port), ("priority", port), ("weight", port), ("outcome", Words<LookupOutcome>()), ("finding", Words<TargetFinding>()), ("addresses", listOf("address"))]));
        schema.Define("address", () => schema.Object(
            [("address", text), ("problem", maybe("problem")), ("clear", maybe("clear")), ("tls", textOrNull), ("secured", maybe("secured")), ("certificate", maybe("certificate"))]));
        schema.Define("problem", () => schema.Object([("kind", Words<StreamProblemKind>()), ("stage", Words<StreamStage>()), ("summary", text), ("condition", textOrNull)]));
        schema.Define("clear", () => schema.Object([("starttls", Words<StartTlsOffer>()), ("sasl", texts), ("dialback", schema.Flag)]));
        schema.Define("secured", () => schema.Object([("sasl", texts), ("dialback", schema.Flag)]));
        schema.Define("certificate", () => schema.Object(
        [
            ("subject", text), ("issuer", text), ("not_before", text), ("not_after", text), ("names", texts), ("usages", texts), ("key", text), ("thumbprint", text),
            ("names_domain", schema.Flag), ("chain_break", textOrNull),
        ]));
    }
}
