using System.Text;
using XmppDesiredState.Federation.Verification;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>Verdicts as a comment or a report: the count, a table, then each domain folded away.</summary>
internal static class VerifyMarkdown
{
    public static string Render(VerifyResult result)
    {
        var page = new MarkdownPage().Add($"<!-- xmppstate:verify:{PlanMarkdown.Marker(result.Name)} -->\n### {MarkdownText.Inline(result.Name)}\n\n**{MarkdownText.Inline(result.Summary.ToString())}**\n");
        if (result.Domains.Length > 0)
        {
            page.Add("\n| domain | | to them | from them | since |\n|---|---|---|---|---|\n");
            page.AddWhileRoom([.. result.Domains.Take(VerifyText.Most).Select(Row)], "domain");
            if (result.Domains.Length > VerifyText.Most) page.Add($"\n{result.Domains.Length - VerifyText.Most} more domains are in the JSON.\n");
            page.Add("\n");
            page.AddWhileRoom([.. result.Domains.Take(VerifyText.Most).Select(Block)], "domain");
        }

        FindingsMarkdown.AddList(page, result.Diagnostics);
        return page.ToString();
    }

    private static string Row(VerifiedDomain domain)
    {
        var verdict = domain.Verdict;
        return $"| {MarkdownText.Code(domain.Peer.Domain, inTable: true)} | {(domain.Peer.IsOurs ? "ours" : domain.IsUndeclared ? "undeclared" : "partner")} | {Cell(verdict.Outgoing)} | "
            + $"{(verdict.Incoming is { } incoming ? Cell(incoming) : "")} | {MarkdownText.Inline(VerifyWords.Of(domain.Past) ?? "")} |\n";
    }

    private static string Cell(DirectionVerdict direction) => MarkdownText.Inline(Printable.Short(VerifyWords.Of(direction), 160));

    private static string Block(VerifiedDomain domain)
    {
        var block = new StringBuilder();
        block.Append($"<details><summary>{VerifyWords.Of(domain.Kind)}: <code>{domain.Peer.Domain}</code></summary>\n\n{MarkdownText.Inline(Printable.Short(VerifyWords.Of(domain)))}\n\n");
        Add(block, domain.Peer.IsOurs ? "To us" : "To them", domain.Verdict.Outgoing);
        if (domain.Verdict.Incoming is { } incoming) Add(block, "From them", incoming);
        foreach (var also in domain.Verdict.Also.Take(20)) block.Append($"- {MarkdownText.Inline(Printable.Short(also.Why.Summary))} {Fix(also)}\n");
        block.Append('\n').Append(MarkdownText.Fence("text", string.Join('\n', SightingText.Lines(domain.Verdict.Seen))));
        if (domain.Item is { } item) block.Append($"\nTo federate, add this to the list of partners:\n\n{MarkdownText.Fence("yaml", item)}");
        return block.Append("\n</details>\n").ToString();
    }

    private static void Add(StringBuilder block, string label, DirectionVerdict direction)
    {
        block.Append($"- {label}: **{MarkdownText.Inline(VerifyWords.Of(direction))}.**\n");
        // What decides it is said already.
        var deciding = direction.Kind == VerdictKind.Works ? [] : VerifyWords.Deciding(direction);
        foreach (var finding in deciding.Take(20)) block.Append($"  - {Fix(finding)}\n");
        foreach (var finding in direction.Findings.Except(deciding).Take(20)) block.Append($"  - {MarkdownText.Inline(Printable.Short(finding.Why.Summary))} {Fix(finding)}\n");
    }

    private static string Fix(VerifyFinding finding) => $"Fix, {VerifyWords.Of(finding.Side)}: {MarkdownText.Inline(Printable.Short(finding.Why.Fix))} {MarkdownText.Code(finding.Why.Code)}";
}
