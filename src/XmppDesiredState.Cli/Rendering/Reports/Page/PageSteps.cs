using System.Collections.Immutable;
using XmppDesiredState.Cli.Rendering.Reports.Page.Graph;

namespace XmppDesiredState.Cli.Rendering.Reports.Page;

/// <summary>What is done in which order: a drawing, and the same as a table.</summary>
internal static class PageSteps
{
    public static void Write(HtmlWriter html, Report report, PageItems items)
    {
        var steps = report.Steps;
        if (!IsWorthDrawing(report)) return;
        var nodes = GraphNodes.Of(steps);
        var layout = GraphLayout.Of(nodes);
        var about = About(steps);
        html.Add($"<section id=\"steps\" aria-labelledby=\"steps-title\">\n<h2 id=\"steps-title\">Order of steps <span class=\"number\">{steps.Length}</span></h2>\n<p>{about}");
        if (GraphNodes.IsGrouped(steps)) html.Add($" These are more than {GraphNodes.Most} steps, so they are drawn by phase and kind; the JSON has each of them.");
        html.Add($"</p>\n");
        if (steps.Any(step => step.IsWayOut)) html.Add($"<p class=\"key\"><svg width=\"34\" height=\"12\" aria-hidden=\"true\"><path class=\"edge out\" d=\"M1 6H33\"/></svg> Dashed: a way out, taken only where another step fails.</p>\n");
        html.Add($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Drawing of the steps, scrolls\">\n");
        GraphDrawing.Write(html, layout, $"{about} The table below says the same.");
        html.Add($"</div>\n<details class=\"as-table\"><summary>The same as a table</summary>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of the steps, scrolls\">\n");
        WriteTable(html, GraphNodes.IsGrouped(steps) ? nodes : [.. steps.Select(step => new GraphNode(step.Id, step.Phase, step.Text, step.Address, step.Requires, step.IsWayOut))], items);
        html.Add($"</div>\n</details>\n</section>\n");
    }

    /// <summary>One step follows nothing.</summary>
    public static bool IsWorthDrawing(Report report) => report.Steps.Length > 1;

    private static string About(ImmutableArray<ReportStep> steps)
    {
        var phases = steps.Select(step => step.Phase).Distinct().Count();
        var requirements = steps.Sum(step => step.Requires.Length);
        var order = requirements == 0 ? "Inside a phase they run in any order" : $"A line leads from a step to one that requires it, and what no line joins runs in any order";
        return $"{Words.Count(steps.Length, "step")} in {Words.Count(phases, "phase")}{(phases > 1 ? ", which follow each other" : "")}. {order}.";
    }

    private static void WriteTable(HtmlWriter html, ImmutableArray<GraphNode> nodes, PageItems items)
    {
        var numbers = nodes.Select((node, index) => (node.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index + 1);
        html.Add($"<table class=\"list\"><caption class=\"aside\">Steps in their order, and what each requires</caption>\n<thead><tr><th scope=\"col\">No.</th><th scope=\"col\">Phase</th><th scope=\"col\">Step</th><th scope=\"col\">Of</th><th scope=\"col\">Requires</th></tr></thead>\n<tbody>\n");
        foreach (var node in nodes)
        {
            html.Add($"<tr><td>{numbers[node.Id]}</td><td>{node.Phase}</td><th scope=\"row\">{node.Text}{(node.IsWayOut ? " (way out)" : "")}</th><td>");
            if (items.IdOf(node.Lane) is { } id) html.Add($"<a href=\"#{id}\">{node.Lane}</a>");
            else html.Add($"{node.Lane}");
            html.Add($"</td><td>{string.Join(", ", node.Requires.Where(numbers.ContainsKey).Select(required => numbers[required]).Order())}</td></tr>\n");
        }

        html.Add($"</tbody></table>\n");
    }
}
