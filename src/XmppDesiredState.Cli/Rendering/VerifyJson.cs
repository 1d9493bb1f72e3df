using System.Text.Json;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>Verdicts for programs: see <see cref="VerifySchema"/>.</summary>
internal static class VerifyJson
{
    public static string Render(VerifyResult result) => JsonText.Document(json =>
    {
        json.WriteStartObject();
        json.WriteString("format_version", "1.0");
        json.WriteString("name", result.Name);
        json.WriteString("scope", result.Scope);
        json.WriteString("timestamp", result.At.UtcDateTime);
        json.WriteStartObject("summary");
        json.WriteNumber("domains", result.Summary.Domains);
        json.WriteNumber("works", result.Summary.Works);
        json.WriteNumber("cannot_work", result.Summary.CannotWork);
        json.WriteNumber("cannot_tell", result.Summary.CannotTell);
        json.WriteEndObject();
        json.WriteStartArray("domains");
        foreach (var domain in result.Domains) Write(json, domain);
        json.WriteEndArray();
        json.WriteStartArray("diagnostics");
        foreach (var diagnostic in result.Diagnostics) DiagnosticJson.Write(json, diagnostic, SourceTexts.None);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static string Word(VerdictKind kind) => VerifyWords.Of(kind).Replace(' ', '_');

    private static void Write(Utf8JsonWriter json, VerifiedDomain domain)
    {
        json.WriteStartObject();
        json.WriteString("domain", domain.Peer.Domain);
        json.WriteBoolean("ours", domain.Peer.IsOurs);
        json.WriteBoolean("declared", !domain.IsUndeclared);
        json.WriteString("partner", domain.Peer.Partner);
        json.WriteString("verdict", Word(domain.Kind));
        json.WritePropertyName("negotiation");
        Write(json, domain.Peer.Declared ?? domain.Verdict.Weighed);
        json.WriteBoolean("negotiation_declared", domain is { Peer.Declared: not null, IsPresumed: false });
        json.WritePropertyName("outgoing");
        Write(json, domain.Verdict.Outgoing);
        json.WritePropertyName("incoming");
        if (domain.Verdict.Incoming is { } incoming) Write(json, incoming);
        else json.WriteNullValue();
        json.WriteStartArray("also");
        foreach (var finding in domain.Verdict.Also) Write(json, finding);
        json.WriteEndArray();
        json.WritePropertyName("history");
        Write(json, domain.Past);
        json.WriteString("asked_as", domain.Verdict.Seen.From);
        json.WriteString("seen_at", domain.Verdict.Seen.At.UtcDateTime);
        json.WriteStartArray("services");
        foreach (var service in domain.Verdict.Seen.Services) SightingJson.Write(json, service);
        json.WriteEndArray();
        json.WriteString("item", domain.Item);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Negotiation? negotiation)
    {
        if (negotiation is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("preset", negotiation.PresetName);
        json.WriteString("tls", $"{negotiation.Tls}");
        json.WriteString("sasl", $"{negotiation.Sasl}");
        json.WriteBoolean("dialback", negotiation.Dialback);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DirectionVerdict direction)
    {
        json.WriteStartObject();
        json.WriteString("verdict", Word(direction.Kind));
        json.WriteStartArray("methods");
        foreach (var (method, word) in VerifySchema.Methods.Where(method => direction.Method.HasFlag(method.Method))) json.WriteStringValue(word);
        json.WriteEndArray();
        json.WriteString("sentence", $"{VerifyWords.Of(direction)}.");
        json.WriteStartArray("findings");
        foreach (var finding in direction.Findings) Write(json, finding);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, VerifyFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("side", finding.Side switch { Side.Ours => "ours", Side.Theirs => "theirs", _ => "between" });
        json.WriteBoolean("decides", finding.Decides);
        json.WriteString("severity", $"{finding.Why.Severity}".ToLowerInvariant());
        json.WriteString("code", finding.Why.Code);
        json.WriteString("summary", Printable.Short(finding.Why.Summary, 2000));
        json.WriteString("detail", Printable.Short(finding.Why.Fix, 2000));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PastLooks? past)
    {
        if (past is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        WriteRow(json, past);
        json.WritePropertyName("interrupted");
        if (past.Interrupted is { } before)
        {
            json.WriteStartObject();
            json.WriteString("verdict", before.Verdict == PastVerdict.Works ? "works" : "cannot_work");
            WriteRow(json, before);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, PastLooks past)
    {
        json.WriteString("since", past.Since.UtcDateTime);
        json.WriteString("last", past.Last.UtcDateTime);
        json.WriteNumber("times", past.Times);
        if (past.Worked is { } worked) json.WriteString("worked", worked.UtcDateTime);
        else json.WriteNull("worked");
    }
}
