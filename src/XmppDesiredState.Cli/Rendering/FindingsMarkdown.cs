using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>Findings for a pull request.</summary>
internal static class FindingsMarkdown
{
    public static string Render(Findings findings)
    {
        var summary = findings.Summary;
        var page = new MarkdownPage().Add(summary.Errors == 0 ? $"**{MarkdownText.Inline(findings.Closing)}** {summary}\n" : $"**{summary}**\n");
        AddList(page, findings.Diagnostics);
        return page.ToString();
    }

    public static void AddList(MarkdownPage page, IReadOnlyList<Diagnostic> diagnostics)
    {
        if (diagnostics.Count == 0) return;
        page.Add("\n");
        page.AddWhileRoom([.. diagnostics.Select(Item)], "finding");
    }

    private static string Item(Diagnostic diagnostic)
    {
        var severity = diagnostic.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };
        var where = diagnostic.Where is { } place ? $" {MarkdownText.Code(place.ToString())}" : "";
        return $"- **{severity}** {MarkdownText.Code(diagnostic.Code)}{where}: {MarkdownText.Inline(Printable.Short(diagnostic.Summary, 1000))} {MarkdownText.Inline(Printable.Short(diagnostic.Fix, 1000))}\n";
    }
}
