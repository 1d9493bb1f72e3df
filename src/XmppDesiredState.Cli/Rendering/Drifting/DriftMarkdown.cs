using System.Text;
using XmppDesiredState.Engine.Drifting;

namespace XmppDesiredState.Cli.Rendering.Drifting;

/// <summary>Drift as an issue: the count first, a table of counts, then each item folded away with its ways out.</summary>
internal static class DriftMarkdown
{
    public static string Render(DriftView view)
    {
        var report = view.Report;
        var page = new MarkdownPage().Add($"<!-- xmppstate:drift:{PlanMarkdown.Marker(report.Name)} -->\n### {MarkdownText.Inline(report.Name)}\n\n**{MarkdownText.Inline(view.Closing)}**\n");
        foreach (var alike in UnreadableKinds.ByCause(report.Unreadable).Take(20))
            page.Add($"\n> {Words.Unread(alike, MarkdownText.Code)}: {MarkdownText.Inline(Printable.Short(alike[0].Diagnostic.Summary))}\n");
        foreach (var of in DriftReport.Order)
        {
            var lines = view.Lines.Where(line => line.Item.Class == of).ToList();
            if (lines.Count == 0) continue;
            page.Add($"\n#### {DriftWords.Heading(of)}\n\n");
            page.AddWhileRoom([.. lines.Select(Block)], DriftWords.Of(of) + " item");
        }

        FindingsMarkdown.AddList(page, report.Diagnostics);
        return page.ToString();
    }

    private static string Block(DriftLine line)
    {
        var risks = line.Item.Risks.IsEmpty ? "" : " · " + string.Join(", ", line.Item.Risks.Select(Words.Of));
        var block = new StringBuilder();
        block.Append($"<details><summary><code>{MarkdownText.Html(line.Name)}</code> {line.Title}{risks}</summary>\n\n");
        var width = line.Rows.Select(row => row.Name.Length).DefaultIfEmpty().Max();
        var diff = new StringBuilder();
        foreach (var row in line.Rows) diff.Append($"{(row.Sign == '~' ? '!' : row.Sign)} {row.Name.PadRight(width)}  {row.Value}{(row.Note is null ? "" : "     " + row.Note)}\n");
        foreach (var note in line.Notes) diff.Append($"  {note}\n");
        if (diff.Length > 0) block.Append(MarkdownText.Fence("diff", diff.ToString()));
        foreach (var way in line.Ways) block.Append($"\n{char.ToUpperInvariant(way.Title[0])}{way.Title[1..]}:\n\n{MarkdownText.Fence(way.IsCommand ? "sh" : "yaml", way.Text)}");
        return block.Append("\n</details>\n").ToString();
    }
}
