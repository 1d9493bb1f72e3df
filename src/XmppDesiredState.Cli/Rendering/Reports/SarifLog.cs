using System.Collections.Immutable;
using System.Text.Json;

namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>
/// A report as SARIF 2.1.0 (OASIS), as GitHub code scanning takes it. Results are what asks for attention; what is as it should be stands in
/// the counts alone, since each result becomes an alert.
/// </summary>
internal static class SarifLog
{
    /// <summary>Results of a run that GitHub takes: one more, and it refuses the whole file (docs.github.com, "SARIF results exceed limit").</summary>
    public const int Most = 25_000;

    private const string Root = "%SRCROOT%";

    public static string Render(Report report, Checkout checkout)
    {
        // Where some are left out, the milder ones are.
        ImmutableArray<ReportItem> all = [.. report.Items.Concat(report.Diagnostics.Select(FindingsReport.Item)).Where(item => item.Level != ReportLevel.None).OrderByDescending(item => item.Level)];
        ImmutableArray<ReportItem> shown = all.Length > Most ? all[..Most] : all;
        var rules = new SarifRules(report, shown);
        return JsonText.Document(json =>
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            rules.WriteTool(json);
            WriteInvocation(json, report, all.Length - shown.Length);
            // The part before the last slash is GitHub's category: an upload replaces the last one of the same deployment and command, and no other.
            json.WriteStartObject("automationDetails");
            json.WriteString("id", $"xmppstate/{Word(report.Command)}/{(report.Deployment.Length == 0 ? "" : $"{PlanMarkdown.Marker(report.Deployment)}/")}");
            json.WriteEndObject();
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartObject("originalUriBaseIds");
            json.WriteStartObject(Root);
            WriteText(json, "description", "The root of the checkout.");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartArray("results");
            var prints = new SarifFingerprints();
            foreach (var item in shown) WriteResult(json, item, rules, prints, report, checkout);
            json.WriteEndArray();
            WriteCounts(json, report, all.Length - shown.Length);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    public static string Word(ReportCommand command) => command.ToString().ToLowerInvariant();

    private static void WriteInvocation(Utf8JsonWriter json, Report report, int leftOut)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", report.Succeeded);
        json.WriteNumber("exitCode", report.ExitCode);
        json.WriteString("exitCodeDescription", SarifText.Of(report.Closing));
        json.WriteString("endTimeUtc", report.At.UtcDateTime);
        if (leftOut > 0)
        {
            json.WriteStartArray("toolExecutionNotifications");
            json.WriteStartObject();
            json.WriteString("level", "warning");
            WriteText(json, "message", $"{Words.Count(leftOut, "milder result")} left out: GitHub takes {Most} of a run. The JSON has all of them.");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter json, ReportItem item, SarifRules rules, SarifFingerprints prints, Report report, Checkout checkout)
    {
        var rule = rules.IdOf(item);
        var (path, isPlace) = Place(item, report, checkout);
        json.WriteStartObject();
        json.WriteString("ruleId", rule);
        json.WriteNumber("ruleIndex", rules.IndexOf(rule));
        json.WriteString("level", item.Level switch { ReportLevel.Error => "error", ReportLevel.Warning => "warning", _ => "note" });
        // A place outside the checkout cannot be linked to; then the text says it.
        WriteText(json, "message", ReportText.Of(item) + (isPlace || item.Where is null ? "" : $"\n{Printable.Short(item.Where.ToString())}"));
        if (path is not null) WriteLocation(json, path, isPlace ? item.Where : null, item);
        json.WriteStartObject("partialFingerprints");
        json.WriteString("primaryLocationLineHash", prints.Of(rule, item));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("class", item.Class);
        json.WriteString("address", Printable.Of(item.Address));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // GitHub refuses a whole file for one result without a place (codeql-action issue 1738), so the deployment's file stands for those that have none.
    private static (string? Path, bool IsPlace) Place(ReportItem item, Report report, Checkout checkout)
    {
        if (item.Where is { } where && checkout.PathOf(where.File) is { } path) return (path, true);
        return (report.File is null ? null : checkout.PathOf(report.File), false);
    }

    private static void WriteLocation(Utf8JsonWriter json, string path, Diagnostics.SourceSpan? where, ReportItem item)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', path.Split('/').Select(Uri.EscapeDataString)));
        json.WriteString("uriBaseId", Root);
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", Math.Max(1, where?.Line ?? 1));
        if (where is not null)
        {
            json.WriteNumber("startColumn", Math.Max(1, where.Column));
            json.WriteNumber("endLine", Math.Max(where.Line, where.EndLine));
            json.WriteNumber("endColumn", Math.Max(1, where.EndColumn));
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("fullyQualifiedName", Printable.Of(item.Address));
        json.WriteString("kind", "resource");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteCounts(Utf8JsonWriter json, Report report, int leftOut)
    {
        json.WriteStartObject("properties");
        json.WriteString("deployment", Printable.Of(report.Deployment));
        json.WriteString("command", Word(report.Command));
        json.WriteBoolean("complete", report.IsComplete);
        if (report.Commit is { } commit) json.WriteString("commit", commit);
        json.WriteStartObject("counts");
        foreach (var count in report.Counts) json.WriteNumber(count.Name, count.Number);
        json.WriteEndObject();
        json.WriteNumber("leftOut", leftOut);
        json.WriteEndObject();
    }

    public static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", SarifText.Of(text));
        json.WriteEndObject();
    }
}
