using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli.Rendering.Reports.Page;

/// <summary>Standings in words and signs: never in colour alone.</summary>
internal static class Standings
{
    public static Standing Of(Report report)
    {
        var worst = report.Items.Select(item => item.Level).Concat(report.Diagnostics.Select(diagnostic => LevelOf(diagnostic.Severity))).DefaultIfEmpty().Max();
        if (!report.IsComplete || worst == ReportLevel.Error) return Standing.Bad;
        if (worst == ReportLevel.Warning) return Standing.Careful;
        // Before anything was applied, drift cannot be told: that is not clean.
        var isTold = report.Command != ReportCommand.Drift || report.Closing.StartsWith("No drift", StringComparison.Ordinal);
        return report.Items.IsEmpty && report.Diagnostics.IsEmpty && isTold ? Standing.Clean : Standing.Calm;
    }

    public static ReportLevel LevelOf(Severity severity) => severity switch
    {
        Severity.Error => ReportLevel.Error,
        Severity.Warning => ReportLevel.Warning,
        _ => ReportLevel.Note,
    };

    /// <summary>Names the class of the style, and is read aloud.</summary>
    public static string Word(Standing standing) => standing switch
    {
        Standing.Clean => "clean",
        Standing.Calm => "calm",
        Standing.Careful => "careful",
        _ => "bad",
    };

    public static string Words(Report report, Standing standing) => standing switch
    {
        Standing.Clean => "Nothing to do",
        Standing.Calm => "Nothing asks for attention",
        Standing.Careful => "Look before you go on",
        _ => report.IsComplete ? "Needs attention" : "Not everything could be read",
    };
}
