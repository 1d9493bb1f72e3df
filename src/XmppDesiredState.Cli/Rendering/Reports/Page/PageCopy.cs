namespace XmppDesiredState.Cli.Rendering.Reports.Page;

/// <summary>Text to copy: as it is, line by line. The button is there with script only; without it, it is selected by hand.</summary>
internal static class PageCopy
{
    public static void Write(HtmlWriter html, ReportWayOut way, string address, string id)
    {
        html.Add($"<div class=\"way\">\n<p class=\"label\" id=\"{id}:label\">{way.Title}</p>\n");
        html.Add($"<button type=\"button\" class=\"copy\" data-copy=\"{id}\" hidden><span class=\"word\">Copy</span><span class=\"aside\">: {way.Title}, {address}</span></button>\n");
        // A long line scrolls inside, so the keyboard must reach it.
        html.Add($"<pre tabindex=\"0\" role=\"region\" aria-labelledby=\"{id}:label {id}:of\"><code id=\"{id}\">");
        var lines = way.Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0) html.Add($"\n");
            html.Add($"{lines[i]}");
        }

        html.Add($"</code></pre><span class=\"aside\" id=\"{id}:of\">{address}</span>\n</div>\n");
    }
}
