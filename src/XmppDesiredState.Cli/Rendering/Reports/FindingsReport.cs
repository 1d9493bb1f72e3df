using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>Findings by themselves: what <c>validate</c> says, and what ended any other command before it had a result.</summary>
internal static class FindingsReport
{
    private static readonly (string Name, string Label)[] Classes = [("error", "errors"), ("warning", "warnings"), ("note", "notes")];

    public static Report Of(Findings findings, ReportCommand command, DateTimeOffset at, int exitCode)
    {
        var summary = findings.Summary;
        var items = ReportCounts.Distinct(findings.Diagnostics.OrderBy(finding => finding.Severity).Select(Item));
        return new Report
        {
            Command = command,
            Deployment = findings.Deployment ?? "",
            At = at,
            ExitCode = exitCode,
            Closing = summary.Errors > 0 || findings.Closing.Length == 0 ? $"{summary}" : findings.Diagnostics.IsEmpty ? findings.Closing : $"{findings.Closing} {summary}",
            // Of a command that looks at live systems nothing was seen.
            IsComplete = command == ReportCommand.Validate,
            Items = items,
            Counts = ReportCounts.Of(items, Classes),
            File = findings.File,
        };
    }

    public static ReportLevel LevelOf(Severity severity) => severity switch
    {
        Severity.Error => ReportLevel.Error,
        Severity.Warning => ReportLevel.Warning,
        _ => ReportLevel.Note,
    };

    /// <summary>What is wrong beside a report's items, in the shape of an item, for forms that list both alike.</summary>
    public static ReportItem Item(Diagnostic finding) => new()
    {
        Class = finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" },
        Address = Printable.Short(finding.Address ?? finding.Where?.ToString() ?? finding.Code),
        Title = Printable.Short(finding.Summary, 2000),
        Level = LevelOf(finding.Severity),
        Rule = finding.Descriptor,
        Identity = finding.Address is null ? $"{finding.Where?.File} {finding.Summary}" : null,
        Where = finding.Where,
        Fix = finding.Fix.Length == 0 ? null : Printable.Short(finding.Fix, 2000),
        Notes = finding.Related is { } related ? [$"See also {Printable.Of(related.ToString())}."] : [],
    };
}
