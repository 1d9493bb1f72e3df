using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli.Rendering.Reports.Page;

/// <summary>Where it stands in the files, and the command that explains it.</summary>
internal static class PagePlace
{
    public static void Write(HtmlWriter html, string? code, SourceSpan? where, SourceSpan? related)
    {
        if (code is null && where is null && related is null) return;
        html.Add($"<p class=\"place\">");
        if (where is not null) html.Add($"<span><span class=\"faint\">at</span> <code>{where.ToString()}</code></span> ");
        if (related is not null) html.Add($"<span><span class=\"faint\">see also</span> <code>{related.ToString()}</code></span> ");
        if (code is not null) html.Add($"<span><span class=\"faint\">more:</span> <code>xmppstate explain {code}</code></span>");
        html.Add($"</p>\n");
    }
}
