using System.Text.Json;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>The rules of the results: diagnostics by their code, whatever has none by command and class (<c>plan/create</c>).</summary>
internal sealed class SarifRules
{
    private readonly Report report;
    private readonly List<(string Id, ReportItem First)> rules = [];
    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);

    public SarifRules(Report report, IEnumerable<ReportItem> results)
    {
        this.report = report;
        foreach (var item in results)
        {
            if (indexes.TryAdd(IdOf(item), rules.Count)) rules.Add((IdOf(item), item));
        }
    }

    public string IdOf(ReportItem item) => item.Code ?? $"{SarifLog.Word(report.Command)}/{item.Class}";

    public int IndexOf(string id) => indexes[id];

    public void WriteTool(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "xmppstate");
        json.WriteString("version", CommandLine.Version);
        json.WriteString("semanticVersion", CommandLine.Version);
        json.WriteStartArray("rules");
        foreach (var (id, first) in rules) Write(json, id, first);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, string id, ReportItem first)
    {
        var (title, help) = first.Rule is { } rule ? (rule.Title, $"{rule.Explanation} See also: xmppstate explain {rule.Code}.") : Describe(first);
        json.WriteStartObject();
        json.WriteString("id", id);
        SarifLog.WriteText(json, "shortDescription", title);
        SarifLog.WriteText(json, "fullDescription", title);
        SarifLog.WriteText(json, "help", help);
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", (first.Rule?.Severity ?? Severity.Note) switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" });
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private (string Title, string Help) Describe(ReportItem item)
    {
        var label = report.Counts.FirstOrDefault(count => count.Name == item.Class && !count.IsAcross)?.Label ?? item.Class.Replace('_', ' ');
        return ($"{SarifLog.Word(report.Command)}: {label}", item.Code is null ? $"What xmppstate {SarifLog.Word(report.Command)} counts as {label}." : $"See xmppstate explain {item.Code}.");
    }
}
