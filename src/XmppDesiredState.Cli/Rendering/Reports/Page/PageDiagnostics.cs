namespace XmppDesiredState.Cli.Rendering.Reports.Page;

/// <summary>What is wrong beside the items: what, where, and what to do.</summary>
internal static class PageDiagnostics
{
    private const int Most = 200;

    public static void Write(HtmlWriter html, Report report)
    {
        var all = report.Diagnostics;
        if (all.IsEmpty) return;
        html.Add($"<section id=\"diagnostics\" aria-labelledby=\"diagnostics-title\">\n<h2 id=\"diagnostics-title\">Findings <span class=\"number\">{all.Length}</span></h2>\n<ul class=\"findings\" role=\"list\">\n");
        foreach (var diagnostic in all.Take(Most))
        {
            var level = Standings.LevelOf(diagnostic.Severity);
            html.Add($"<li class=\"finding {Levels.Word(level)}\">");
            Levels.WriteMark(html, level);
            html.Add($"<div><p class=\"said\"><code>{diagnostic.Code}</code> {diagnostic.Summary}</p>\n");
            if (diagnostic.Fix.Length > 0) html.Add($"<p class=\"fix\"><strong>Fix:</strong> {diagnostic.Fix}</p>\n");
            PagePlace.Write(html, diagnostic.Code, diagnostic.Where, diagnostic.Related);
            html.Add($"</div></li>\n");
        }

        html.Add($"</ul>\n");
        if (all.Length > Most) html.Add($"<p class=\"more\">These are the first {Most} of {all.Length}; the JSON has all of them.</p>\n");
        html.Add($"</section>\n");
    }
}
