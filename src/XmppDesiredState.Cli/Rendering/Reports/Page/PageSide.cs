namespace XmppDesiredState.Cli.Rendering.Reports.Page;

/// <summary>Beside the items, or above them where there is no room: what is on the page, and the filter, which is there with script only.</summary>
internal static class PageSide
{
    // Nobody filters what is seen at once.
    private const int WorthFiltering = 4;

    public static void Write(HtmlWriter html, Report report, PageItems items)
    {
        var sections = Sections(report).ToList();
        if (sections.Count < 2 && items.Shown < WorthFiltering) return;
        html.Add($"<div class=\"side\">\n");
        if (sections.Count > 1)
        {
            html.Add($"<nav aria-label=\"On this page\">\n<ul>\n");
            foreach (var (id, title, number) in sections) html.Add($"<li><a href=\"#{id}\">{title} <span>{number}</span></a></li>\n");
            html.Add($"</ul>\n</nav>\n");
        }

        if (items.Shown >= WorthFiltering) WriteFilter(html, report, items);
        html.Add($"</div>\n");
    }

    private static IEnumerable<(string Id, string Title, int Number)> Sections(Report report)
    {
        if (!report.Items.IsEmpty) yield return ("items", PageItems.Title(report.Command), report.Items.Length);
        if (!report.Diagnostics.IsEmpty) yield return ("diagnostics", "Findings", report.Diagnostics.Length);
        if (PageSteps.IsWorthDrawing(report)) yield return ("steps", "Order of steps", report.Steps.Length);
        if (!report.Certificates.IsEmpty) yield return ("certificates", "Certificates", report.Certificates.Length);
    }

    private static void WriteFilter(HtmlWriter html, Report report, PageItems items)
    {
        html.Add($"<search class=\"filter\" hidden>\n<form id=\"filter\">\n<label for=\"filter-text\">Filter {PageItems.Title(report.Command).ToLowerInvariant()}</label>\n");
        html.Add($"<input id=\"filter-text\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" aria-describedby=\"filter-count\">\n");
        var classes = report.Counts.Where(count => count is { Number: > 0, IsAcross: false }).ToList();
        if (classes.Count > 1)
        {
            html.Add($"<fieldset>\n<legend>Show</legend>\n");
            foreach (var count in classes)
                html.Add($"<label class=\"check\"><input type=\"checkbox\" name=\"class\" value=\"{count.Name}\" checked> <span>{count.Label}</span> <span class=\"number\">{count.Number}</span></label>\n");
            html.Add($"</fieldset>\n");
        }

        html.Add($"<p id=\"filter-count\" role=\"status\">{items.Shown} of {items.Shown} shown</p>\n");
        html.Add($"<p class=\"buttons\"><button type=\"button\" id=\"open-all\">Open all</button> <button type=\"button\" id=\"close-all\">Close all</button> <button type=\"reset\">Reset</button></p>\n</form>\n</search>\n");
    }
}
