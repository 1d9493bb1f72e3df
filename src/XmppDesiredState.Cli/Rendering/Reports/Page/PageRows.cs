namespace XmppDesiredState.Cli.Rendering.Reports.Page;

/// <summary>Before and after, attribute by attribute. What goes has a minus and what comes a plus: colours only repeat it.</summary>
internal static class PageRows
{
    private const int Most = 200;

    private const string Arrow = " → ";

    public static void Write(HtmlWriter html, ReportItem item)
    {
        if (item.Rows.IsEmpty) return;
        html.Add($"<table class=\"rows\"><caption class=\"aside\">Before and after of {item.Address}</caption>\n<thead><tr><th scope=\"col\">Attribute</th><th scope=\"col\">Before</th><th scope=\"col\">After</th></tr></thead>\n<tbody>\n");
        foreach (var row in item.Rows.Take(Most))
        {
            html.Add($"<tr><th scope=\"row\">{row.Name}");
            if (row.Note is { } note) html.Add($"<span class=\"note\">{note}</span>");
            html.Add($"</th>");
            WriteValues(html, row);
            html.Add($"</tr>\n");
        }

        html.Add($"</tbody></table>\n");
        if (item.Rows.Length > Most) html.Add($"<p class=\"more\">{item.Rows.Length - Most} more rows; the JSON has all of them.</p>\n");
    }

    private static void WriteValues(HtmlWriter html, ChangeRow row)
    {
        if (row.Sign == '-') Write(html, row.Value, null);
        else if (row.Sign == '+') Write(html, null, row.Value);
        else if (row.Value.Split(Arrow) is [var before, var after]) Write(html, before, after);
        // An arrow inside a value: where one ends and the other begins is not known here.
        else html.Add($"<td colspan=\"2\"><span class=\"value\">{row.Value}</span></td>");
    }

    private static void Write(HtmlWriter html, string? before, string? after)
    {
        if (before is null) html.Add($"<td class=\"empty\"></td>");
        else html.Add($"<td><del>{before}</del></td>");
        if (after is null) html.Add($"<td class=\"empty\"></td>");
        else html.Add($"<td><ins>{after}</ins></td>");
    }
}
