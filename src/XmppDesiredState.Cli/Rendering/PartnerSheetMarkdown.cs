namespace XmppDesiredState.Cli.Rendering;

/// <summary>A partner sheet for a wiki or a ticket.</summary>
internal static class PartnerSheetMarkdown
{
    public static string Render(PartnerSheet sheet)
    {
        var page = new MarkdownPage().Add($"# {MarkdownText.Inline(SheetSections.Title(sheet))}\n\nAs of {sheet.Date:yyyy-MM-dd}. {MarkdownText.Inline(SheetSections.Opening(sheet))}\n");
        foreach (var section in SheetSections.Of(sheet))
        {
            page.Add($"\n## {section.Title}\n\n");
            page.AddWhileRoom([.. section.Points.Select(point => $"- {MarkdownText.Inline(point)}\n")], "point");
            if (!section.Commands.IsEmpty) page.Add("\n").AddWhileRoom([MarkdownText.Fence("sh", string.Join('\n', section.Commands))], "command");
        }

        return page.ToString();
    }
}
