using XmppDesiredState.Engine;
using XmppDesiredState.Engine.Execution;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>What came of an apply, as a comment on a pull request.</summary>
internal sealed class MarkdownApplyView(Action<string> write) : ApplyView
{
    public override void Finished(ApplyResult result)
    {
        var name = result.Plan?.Name ?? result.Report?.Plan.Name ?? "";
        var page = new MarkdownPage().Add($"<!-- xmppstate:apply:{PlanMarkdown.Marker(name)} -->\n### {MarkdownText.Inline(name)}\n\n**{MarkdownText.Inline(RunSentences.Closing(result))}**\n");
        if (RunText.Next(result) is { } next) page.Add($"\n{MarkdownText.Inline(next)}\n");
        if (result.Report is { } report) AddReport(page, report);
        if (result.Diagnostic is { } why) FindingsMarkdown.AddList(page, [why]);
        if (result.Comparison is { Differences.IsEmpty: false } comparison)
        {
            page.Add("\n");
            page.AddWhileRoom([.. comparison.Differences.Select(difference => $"- {MarkdownText.Inline(Printable.Short(difference.What))}\n")], "difference");
        }

        write(page.ToString());
    }

    private static void AddReport(MarkdownPage page, RunReport report)
    {
        if (!report.Changes.IsEmpty)
        {
            var names = new AddressNames(report.Plan);
            page.Add("\n| change | | outcome |\n|---|---|---|\n");
            page.AddWhileRoom([.. report.Changes.OrderByDescending(change => change.Status).Select(change =>
                $"| {MarkdownText.Code(names.Of(change.Change.Address), inTable: true)} | {Words.Of(change.Change.Action)} | {Words.Of(change.Status)}{(change.Diagnostic is { } why ? ": " + MarkdownText.Inline(Printable.Short(why.Summary)) : "")} |\n")], "change");
        }

        FindingsMarkdown.AddList(page, report.Diagnostics);
    }
}
