using System.Text;

namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>
/// A report as workflow commands of GitHub Actions: what asks for attention, at its line. GitHub shows ten of a kind from one step and drops
/// the rest without a word, so the last notice counts those.
/// </summary>
internal static class GitHubAnnotations
{
    public const int MostOfKind = 10;

    /// <summary>Characters of one annotation's text: people read a few lines.</summary>
    private const int MostText = 4_000;

    public static string Render(Report report, Checkout checkout)
    {
        var items = report.Items.Concat(report.Diagnostics.Select(FindingsReport.Item)).Where(item => item.Level != ReportLevel.None).ToLookup(item => item.Level);
        var isOver = items.Any(kind => kind.Count() > MostOfKind);
        var text = new StringBuilder();
        var leftOut = 0;
        foreach (var level in (ReportLevel[])[ReportLevel.Error, ReportLevel.Warning, ReportLevel.Note])
        {
            var room = level == ReportLevel.Note && isOver ? MostOfKind - 1 : MostOfKind;
            foreach (var item in items[level].Take(room)) Write(text, item, report, checkout);
            leftOut += Math.Max(0, items[level].Count() - room);
        }

        if (leftOut > 0) text.Append($"::notice title={Property(Name(report))}::{Data($"{leftOut} more not shown as annotations. {report.Closing}")}\n");
        return text.ToString();
    }

    private static void Write(StringBuilder text, ReportItem item, Report report, Checkout checkout)
    {
        var kind = item.Level switch { ReportLevel.Error => "error", ReportLevel.Warning => "warning", _ => "notice" };
        var properties = $"title={Property($"{Name(report)}: {(item.Code is { } code ? $"{code} " : "")}{item.Address}")}";
        var said = ReportText.Of(item);
        if (item.Where is { } where && checkout.PathOf(where.File) is { } path)
        {
            // A place ends before its last character; where that is the indentation of what follows, the line is not part of it.
            var end = where.EndLine > where.Line && where.EndColumn <= where.Column ? where.EndLine - 1 : where.EndLine;
            // A column means something on one line only.
            var column = end == where.Line ? $",col={where.Column}" : "";
            properties = $"file={Property(path)},line={where.Line},endLine={end}{column},{properties}";
        }
        else if (item.Where is not null)
        {
            said += $"\n{Printable.Short(item.Where.ToString())}";
        }

        text.Append($"::{kind} {properties}::{Data(said)}\n");
    }

    private static string Name(Report report) => $"xmppstate {SarifLog.Word(report.Command)}{(report.Deployment.Length == 0 ? "" : $" {report.Deployment}")}";

    // The runner undoes exactly these (actions/runner, ActionCommand): whatever else could end the line is shown, not sent.
    private static string Data(string text)
    {
        var shown = string.Join('\n', text.Split('\n').Select(Printable.Of));
        if (shown.Length > MostText) shown = string.Concat(shown.AsSpan(0, char.IsHighSurrogate(shown[MostText - 1]) ? MostText - 1 : MostText), "…");
        return shown.Replace("%", "%25", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
    }

    private static string Property(string text) => Data(Printable.Short(text)).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
