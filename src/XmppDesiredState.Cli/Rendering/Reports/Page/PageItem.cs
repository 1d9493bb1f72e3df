namespace XmppDesiredState.Cli.Rendering.Reports.Page;

/// <summary>One item: a line that says what, how risky and what holds it, and behind it everything else.</summary>
internal static class PageItem
{
    // Of an item; more would not be read, and JSON has them.
    private const int MostSteps = 100;
    private const int MostNotes = 100;

    public static void Write(HtmlWriter html, ReportItem item, string id, IReadOnlyDictionary<int, ReportStep> steps, bool isOpen)
    {
        html.Add($"<li class=\"item {Levels.Word(item.Level)}\" id=\"{id}\" data-class=\"{item.Class}\">");
        var hasMore = HasMore(item, steps);
        if (hasMore) html.Add($"<details");
        if (hasMore && isOpen) html.Add($" open");
        if (hasMore) html.Add($"><summary>");
        else html.Add($"<div class=\"line\">");
        WriteLine(html, item);
        if (!hasMore) html.Add($"</div>");
        else
        {
            html.Add($"</summary>\n<div class=\"more-of\">\n");
            WriteMore(html, item, id, steps);
            html.Add($"</div></details>");
        }

        html.Add($"<a class=\"link\" href=\"#{id}\"><span aria-hidden=\"true\">#</span><span class=\"aside\">Link to {item.Address}, {item.Title}</span></a></li>\n");
    }

    private static bool HasMore(ReportItem item, IReadOnlyDictionary<int, ReportStep> steps) =>
        item.Rows.Length + item.Notes.Length + item.WaysOut.Length > 0 || item.Fix is not null || item.Code is not null || item.Where is not null || item.Steps.Count(steps.ContainsKey) > 1;

    private static void WriteLine(HtmlWriter html, ReportItem item)
    {
        Levels.WriteMark(html, item.Level);
        html.Add($"<span class=\"what\"><strong class=\"address\">");
        html.AddAddress(item.Address);
        html.Add($"</strong> <span class=\"title\">{item.Title}</span></span>");
        if (item.Risks.IsEmpty && item.State is null) return;
        html.Add($" <span class=\"badges\">");
        foreach (var risk in item.Risks) html.Add($"<span class=\"badge risk\"><span class=\"aside\">risk: </span>{risk}</span> ");
        if (item.State is { } state) html.Add($"<span class=\"badge state\"><span class=\"aside\">state: </span>{state}</span>");
        html.Add($"</span>");
    }

    private static void WriteMore(HtmlWriter html, ReportItem item, string id, IReadOnlyDictionary<int, ReportStep> steps)
    {
        if (!item.Notes.IsEmpty)
        {
            html.Add($"<ul class=\"notes\" role=\"list\">\n");
            foreach (var note in item.Notes.Take(MostNotes)) html.Add($"<li>{note}</li>\n");
            if (item.Notes.Length > MostNotes) html.Add($"<li>{item.Notes.Length - MostNotes} more in the JSON.</li>\n");
            html.Add($"</ul>\n");
        }

        PageRows.Write(html, item);
        if (item.Fix is { } fix) html.Add($"<p class=\"fix\"><strong>Fix:</strong> {fix}</p>\n");
        WriteSteps(html, item, steps);
        for (var i = 0; i < item.WaysOut.Length; i++) PageCopy.Write(html, item.WaysOut[i], item.Address, $"{id}:way:{i + 1}");
        PagePlace.Write(html, item.Code, item.Where, null);
    }

    // A change of one step says all there is to say about it.
    private static void WriteSteps(HtmlWriter html, ReportItem item, IReadOnlyDictionary<int, ReportStep> steps)
    {
        var all = item.Steps.Where(steps.ContainsKey).Select(number => steps[number]).ToList();
        if (all.Count < 2) return;
        html.Add($"<p class=\"label\">Steps</p>\n<ol class=\"steps\">\n");
        foreach (var step in all.Take(MostSteps)) html.Add($"<li>{step.Text}{(step.IsWayOut ? " (only where another fails)" : "")}</li>\n");
        html.Add($"</ol>\n");
        if (all.Count > MostSteps) html.Add($"<p class=\"more\">{all.Count - MostSteps} more steps; the JSON has all of them.</p>\n");
    }
}
