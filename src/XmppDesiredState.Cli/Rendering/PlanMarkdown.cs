using System.Text;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>A plan as a comment on a pull request: the count first, then each change folded away.</summary>
internal static class PlanMarkdown
{
    public static string Render(Plan plan)
    {
        var names = new AddressNames(plan);
        var page = new MarkdownPage().Add($"<!-- xmppstate:plan:{Marker(plan.Name)} -->\n### {MarkdownText.Inline(plan.Name)}\n\n**{MarkdownText.Inline(PlanSentences.Closing(plan))}**\n");
        if (plan.LeftOut.Length > 0) page.Add($"\n`--only` left out {Words.Count(plan.LeftOut.Length, "change")}.\n");
        foreach (var alike in UnreadableKinds.ByCause(plan.Unreadable).Take(20))
            page.Add($"\n> {Words.Unread(alike, MarkdownText.Code)}: {MarkdownText.Inline(Printable.Short(alike[0].Diagnostic.Summary))}\n");
        if (plan.Changes.Length > 0)
        {
            page.Add("\n");
            var steps = new StepLines(plan);
            page.AddWhileRoom([.. plan.Changes.Select(change => Block(change, names, steps))], "change");
        }

        AddUnlisted(page, plan, names);
        FindingsMarkdown.AddList(page, plan.Diagnostics);
        return page.ToString();
    }

    /// <summary>A name inside an HTML comment: nothing that could end it.</summary>
    public static string Marker(string name) => string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-').Take(100)).Replace("--", "-", StringComparison.Ordinal);

    private static string Block(Change change, AddressNames names, StepLines steps)
    {
        var risks = change.Risks.IsEmpty ? "" : " · " + string.Join(", ", change.Risks.Select(Words.Of));
        var state = change.IsBlocked ? " · blocked" : change.Waiting is not null ? " · waiting" : "";
        var block = new StringBuilder();
        block.Append($"<details><summary>{Words.Of(change.Action)} <code>{MarkdownText.Html(names.Of(change.Address))}</code>{risks}{state}</summary>\n\n");
        block.Append(MarkdownText.Fence("diff", Diff(change, steps)));
        if (change.Blocked is { } blocked) block.Append($"\nBlocked: {MarkdownText.Inline(Printable.Short(blocked.Summary))} {MarkdownText.Inline(Printable.Short(blocked.Fix))} {MarkdownText.Code(blocked.Code)}\n");
        if (change.Waiting is { } waiting) block.Append($"\nWaits for {MarkdownText.Inline(Printable.Short(waiting.For))}.\n");
        return block.Append("\n</details>\n").ToString();
    }

    // GitHub colours a line by its first character; ~ and ↻ have no colour, ! has.
    private static string Diff(Change change, StepLines steps)
    {
        var rows = ChangeRows.Of(change);
        var width = rows.Select(row => row.Name.Length).DefaultIfEmpty().Max();
        var lines = new StringBuilder();
        foreach (var row in rows) lines.Append($"{(row.Sign == '~' ? '!' : row.Sign)} {row.Name.PadRight(width)}  {row.Value}{(row.Note is null ? "" : "     " + row.Note)}\n");
        foreach (var note in change.Notes) lines.Append($"  {Printable.Short(note)}\n");
        if (lines.Length == 0) lines.Append($"{(change.Action switch { ChangeAction.Create => '+', ChangeAction.Delete => '-', _ => '!' })} {Words.Of(change.Action)}: {Printable.Short(Words.Because(change.Reason))}\n");
        // Steps alone say what is done about a certificate; elsewhere the rows above do.
        if (change.Action is ChangeAction.Renew or ChangeAction.Restart || change.Address.Id.Kind == Certificate.Kind) foreach (var line in steps.Of(change)) lines.Append($"  {line}\n");
        return lines.ToString();
    }

    private static void AddUnlisted(MarkdownPage page, Plan plan, AddressNames names)
    {
        if (plan.Unlisted.IsEmpty) return;
        page.Add($"\n<details><summary>{Words.Count(plan.Unlisted.Length, "unlisted resource")}</summary>\n\n");
        page.AddWhileRoom([.. plan.Unlisted.Select(unlisted =>
            $"- {MarkdownText.Code(names.Of(unlisted.Address))}{(unlisted.Acknowledged is null ? "" : $" acknowledged: {MarkdownText.Inline(Printable.Short(unlisted.Acknowledged))}")}\n")], "resource");
        page.Add("\n</details>\n");
    }
}
