using System.Collections.Immutable;

namespace XmppDesiredState.Cli.Rendering.Reports.Page;

/// <summary>The result in a few words: "2 to change, 1 to destroy".</summary>
internal static class Headline
{
    // Of more kinds nobody reads a title; the tiles below say them all.
    private const int Most = 4;

    public static string Of(Report report)
    {
        var counts = report.Counts.Where(count => count is { Number: > 0, IsAcross: false }).ToImmutableArray();
        var words = counts.Length == 0 ? Empty(report) : Join(counts);
        return report.IsComplete ? words : $"Incomplete: {(counts.Length == 0 ? char.ToLowerInvariant(words[0]) + words[1..] : words)}";
    }

    /// <summary>"2 to change, 1 to destroy – contoso – plan".</summary>
    public static string Title(Report report) => string.Join(" – ", ((string[])[Of(report), report.Deployment, CommandWord(report.Command)]).Where(part => part.Length > 0));

    public static string CommandWord(ReportCommand command) => command switch
    {
        ReportCommand.Validate => "validate",
        ReportCommand.Plan => "plan",
        ReportCommand.Apply => "apply",
        ReportCommand.Drift => "drift",
        _ => "verify",
    };

    private static string Join(ImmutableArray<ReportCount> counts)
    {
        if (counts.Length <= Most) return string.Join(", ", counts.Select(Words));
        return $"{string.Join(", ", counts.Take(Most - 1).Select(Words))} and {counts.Skip(Most - 1).Sum(count => count.Number)} more";
    }

    // Of the labels only these are plurals.
    private static string Words(ReportCount count) => count is { Number: 1, Label: "errors" or "warnings" or "notes" } ? $"1 {count.Label[..^1]}" : $"{count.Number} {count.Label}";

    private static string Empty(Report report) => report switch
    {
        { IsComplete: false } => "Nothing found in what could be read",
        { Diagnostics.Length: > 0 } => Rendering.Words.Count(report.Diagnostics.Length, "finding"),
        { Command: ReportCommand.Plan or ReportCommand.Apply } => "No changes",
        { Command: ReportCommand.Drift } => "No drift",
        _ => "Nothing to report",
    };
}
