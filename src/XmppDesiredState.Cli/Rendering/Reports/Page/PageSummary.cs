using System.Globalization;

namespace XmppDesiredState.Cli.Rendering.Reports.Page;

/// <summary>The result in words, what it was made from, and the counts.</summary>
internal static class PageSummary
{
    // What GitHub and git show.
    private const int ShortCommit = 12;

    public static void Write(HtmlWriter html, Report report)
    {
        var standing = Standings.Of(report);
        html.Add($"<div class=\"summary {Standings.Word(standing)}\"><div class=\"wide\">\n");
        html.Add($"<div class=\"result\"><span class=\"sign\" aria-hidden=\"true\">{Sign(standing)}</span><div>\n<p class=\"standing\">{Standings.Words(report, standing)}</p>\n<h1>{Headline.Of(report)}</h1>\n");
        html.Add($"<p class=\"closing\">{report.Closing}</p>\n</div></div>\n");
        if (!report.IsComplete)
        {
            html.Add($"<div class=\"incomplete\"><h2>This report is incomplete</h2><p>Something that was asked for could not be read. What is missing here is <strong>unknown</strong>, not absent: do not take this report for a clean one. ");
            html.Add($"The reasons stand below with what to do.</p></div>\n");
        }

        WriteTiles(html, report);
        WriteFacts(html, report);
        html.Add($"</div></div>\n");
    }

    private static void WriteTiles(HtmlWriter html, Report report)
    {
        var there = report.Counts.Where(count => count.Number > 0).ToList();
        var worst = report.Items.SelectMany(item => item.Also.Add(item.Class).Select(name => (name, item.Level))).GroupBy(pair => pair.name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Max(pair => pair.Level), StringComparer.Ordinal);
        if (there.Count > 0)
        {
            html.Add($"<ul class=\"tiles\" role=\"list\" aria-label=\"Counts\">\n");
            foreach (var count in there)
            {
                var level = worst.GetValueOrDefault(count.Name);
                html.Add($"<li class=\"{Levels.Word(level)}\"><strong>{count.Number}</strong> <span>{count.Label}</span></li>\n");
            }

            html.Add($"</ul>\n");
        }

        var none = report.Counts.Where(count => count.Number == 0).Select(count => count.Label).ToList();
        if (none.Count > 0) html.Add($"<p class=\"none\">None: {string.Join(", ", none)}.</p>\n");
    }

    private static void WriteFacts(HtmlWriter html, Report report)
    {
        var at = report.At.UtcDateTime;
        html.Add($"<dl class=\"facts\">\n");
        // Findings that ended a command early may not know it.
        if (report.Deployment.Length > 0) html.Add($"<div><dt>Deployment</dt><dd>{report.Deployment}</dd></div>\n");
        html.Add($"<div><dt>Command</dt><dd><code>xmppstate {Headline.CommandWord(report.Command)}</code></dd></div>\n");
        html.Add($"<div><dt>When</dt><dd><time datetime=\"{Iso(at)}\">{at.ToString("ddd d MMM yyyy, HH:mm", CultureInfo.InvariantCulture)} UTC</time> <span class=\"faint\">{Iso(at)}</span></dd></div>\n");
        if (report.Commit is { Length: > 0 } commit)
        {
            html.Add($"<div><dt>Commit</dt><dd><code title=\"{commit}\">{(commit.Length > ShortCommit ? commit[..ShortCommit] : commit)}</code></dd></div>\n");
        }

        html.Add($"<div><dt>Exit code</dt><dd><strong>{report.ExitCode}</strong>: {ExitMeaning.Of(report.Command, report.ExitCode)}</dd></div>\n");
        html.Add($"<div><dt>Complete</dt><dd>{(report.IsComplete ? "yes, everything asked for was read" : "no, see above")}</dd></div>\n</dl>\n");
    }

    private static string Iso(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Sign(Standing standing) => standing switch
    {
        Standing.Clean => "✓",
        Standing.Calm => "i",
        Standing.Careful => "!",
        _ => "✕",
    };
}
