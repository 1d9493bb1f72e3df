using System.Collections.Immutable;

namespace XmppDesiredState.Cli.Rendering.Reports.Page;

/// <summary>The items, riskier first as the report has them, each folded unless it asks for attention.</summary>
internal sealed class PageItems
{
    /// <summary>More are left to the JSON.</summary>
    public const int Most = 10_000;

    /// <summary>In characters: a browser takes seconds with more.</summary>
    public const int MostText = 16_000_000;

    // As many are open at once as one screen or two hold.
    private const int MostOpen = 12;

    // More are drawn by the browser as they are scrolled to.
    private const int MostDrawn = 200;

    private readonly Report report;
    private readonly ImmutableArray<(ReportItem Item, string Id)> shown;
    private readonly Dictionary<string, string> idOfAddress = new(StringComparer.Ordinal);

    private PageItems(Report report, ImmutableArray<(ReportItem Item, string Id)> shown)
    {
        this.report = report;
        this.shown = shown;
        foreach (var (item, id) in shown.Where(pair => !pair.Item.Steps.IsEmpty)) idOfAddress.TryAdd(item.Address, id);
    }

    public int Shown => shown.Length;

    public static PageItems Of(Report report, PageIds ids) => new(report, [.. report.Items.Take(Most).Select(item => (item, ids.Of(item)))]);

    public static string Title(ReportCommand command) => command switch
    {
        ReportCommand.Plan or ReportCommand.Apply => "Changes",
        ReportCommand.Drift => "Differences",
        ReportCommand.Verify => "Domains",
        _ => "Findings of the files",
    };

    /// <summary>The fragment of the item that steps of this address belong to; null where it is not on the page.</summary>
    public string? IdOf(string address) => idOfAddress.GetValueOrDefault(address);

    public void Write(HtmlWriter html)
    {
        if (report.Items.IsEmpty)
        {
            if (report.IsComplete && report.Diagnostics.IsEmpty && report.Certificates.IsEmpty) html.Add($"<p class=\"nothing\">There is nothing to look at.</p>\n");
            return;
        }

        html.Add($"<section id=\"items\" aria-labelledby=\"items-title\">\n<h2 id=\"items-title\">{Title(report.Command)} <span class=\"number\">{report.Items.Length}</span></h2>\n<ol class=\"{(shown.Length > MostDrawn ? "items many" : "items")}\" role=\"list\">\n");
        var steps = report.Steps.ToDictionary(step => step.Id);
        var (written, open) = (0, 0);
        var opensAll = report.Items.Length <= MostOpen;
        foreach (var (item, id) in shown)
        {
            if (html.Length > MostText) break;
            var isOpen = opensAll || (item.Level >= ReportLevel.Warning && open < MostOpen);
            if (isOpen) open++;
            PageItem.Write(html, item, id, steps, isOpen);
            written++;
        }

        html.Add($"</ol>\n<p class=\"nothing\" id=\"no-match\" hidden>Nothing matches the filter.</p>\n");
        if (written < report.Items.Length) html.Add($"<p class=\"more\">These are the first {written} of {report.Items.Length}; the JSON has all of them.</p>\n");
        html.Add($"</section>\n");
    }
}
