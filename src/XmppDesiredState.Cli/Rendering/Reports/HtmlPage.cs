using XmppDesiredState.Cli.Rendering.Reports.Page;

namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>
/// A report as one page that needs nothing else: no network, no script (with one there are a filter and buttons that copy), no colours to be
/// understood. For whoever opens it from the artifacts of a run: the result first, then what is risky.
/// </summary>
internal static class HtmlPage
{
    public static string Render(Report report)
    {
        var html = new HtmlWriter();
        var ids = new PageIds();
        // By reference: where steps and items of one address lie on the same page, they link to each other.
        var items = PageItems.Of(report, ids);
        html.Add($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src &#39;{PageFile.Style.Hash}&#39;; script-src &#39;{PageFile.Script.Hash}&#39;; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;\">\n");
        html.Add($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"xmppstate\">\n");
        // Without an icon of its own a browser asks the server for one.
        html.Add($"<title>{Headline.Title(report)}</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>");
        html.AddMarkup(PageFile.Style.Content);
        html.Add($"</style>\n<script>");
        html.AddMarkup(PageFile.Script.Content);
        html.Add($"</script>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the result</a>\n");
        html.Add($"<header class=\"top\"><div class=\"wide\"><p class=\"brand\">xmppstate <span>{Headline.CommandWord(report.Command)}</span></p><p class=\"deployment\">{report.Deployment}</p></div></header>\n");
        html.Add($"<main id=\"main\" tabindex=\"-1\">\n");
        PageSummary.Write(html, report);
        html.Add($"<div class=\"wide body\">\n");
        PageSide.Write(html, report, items);
        html.Add($"<div class=\"content\">\n");
        items.Write(html);
        PageDiagnostics.Write(html, report);
        PageSteps.Write(html, report, items);
        PageCertificates.Write(html, report);
        html.Add($"</div>\n</div>\n</main>\n<footer class=\"wide\"><p>Made by <code>xmppstate {Headline.CommandWord(report.Command)}</code>. The page is complete in itself: it loads nothing and sends nothing. Secrets are shown as references only.</p></footer>\n</body>\n</html>\n");
        return html.ToString();
    }
}
