using System.Collections.Immutable;

namespace XmppDesiredState.Cli.Rendering.Reports.Page.Graph;

/// <summary>The steps as boxes, few enough to be read: what depends on nothing is told together, and a large plan by phase and kind.</summary>
internal static class GraphNodes
{
    /// <summary>More steps than these are drawn by phase and kind.</summary>
    public const int Most = 200;

    // Three or fewer are drawn as they are: their names say more than a number.
    private const int WorthGathering = 4;

    public static bool IsGrouped(ImmutableArray<ReportStep> steps) => steps.Length > Most;

    public static ImmutableArray<GraphNode> Of(ImmutableArray<ReportStep> steps) =>
        IsGrouped(steps) ? Gather(steps, step => (step.Phase, KindOf(step.Address))) : GatherSingles(steps);

    private static ImmutableArray<GraphNode> GatherSingles(ImmutableArray<ReportStep> steps)
    {
        var required = steps.SelectMany(step => step.Requires).ToHashSet();
        var crowds = steps.Where(step => step.Requires.IsEmpty && !required.Contains(step.Id)).GroupBy(step => (step.Phase, Kind: KindOf(step.Address)))
            .Where(group => group.Count() >= WorthGathering).SelectMany(group => group).Select(step => step.Id).ToHashSet();
        return Gather(steps, step => (step.Phase, crowds.Contains(step.Id) ? KindOf(step.Address) : $"\n{step.Id}"));
    }

    // Each group takes the id of its first step.
    private static ImmutableArray<GraphNode> Gather(ImmutableArray<ReportStep> steps, Func<ReportStep, (int Phase, string Key)> keyOf)
    {
        var groups = steps.GroupBy(keyOf).ToList();
        var idOf = groups.SelectMany(group => group.Select(step => (step.Id, Group: group.First().Id))).ToDictionary(pair => pair.Id, pair => pair.Group);
        return [.. groups.Select(group =>
        {
            var first = group.First();
            var number = group.Count();
            var requires = group.SelectMany(step => step.Requires).Where(idOf.ContainsKey).Select(id => idOf[id]).Where(id => id != first.Id).Distinct().Order();
            return new GraphNode(first.Id, first.Phase, number == 1 ? first.Text : $"{number} steps", number == 1 ? first.Address : $"{KindOf(first.Address)}, {Words.Count(group.Select(step => step.Address).Distinct().Count(), "change")}",
                [.. requires], group.All(step => step.IsWayOut));
        })];
    }

    private static string KindOf(string address) => address.IndexOf('/') is var slash and > 0 ? address[..slash] : address;
}
