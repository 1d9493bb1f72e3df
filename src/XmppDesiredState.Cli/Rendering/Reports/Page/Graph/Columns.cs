using System.Collections.Immutable;

namespace XmppDesiredState.Cli.Rendering.Reports.Page.Graph;

/// <summary>Which column each box stands in: phases from left to right, and inside a phase behind the longest way that leads to it.</summary>
internal static class Columns
{
    public static ImmutableDictionary<int, int> Of(ImmutableArray<GraphNode> nodes)
    {
        var byId = nodes.ToDictionary(node => node.Id);
        var depths = new Dictionary<int, int>();
        foreach (var node in nodes) Depth(node, byId, depths);
        var columns = ImmutableDictionary.CreateBuilder<int, int>();
        var first = 0;
        foreach (var phase in nodes.GroupBy(node => node.Phase).OrderBy(group => group.Key))
        {
            foreach (var node in phase) columns[node.Id] = first + depths[node.Id];
            first += phase.Max(node => depths[node.Id]) + 1;
        }

        return columns.ToImmutable();
    }

    /// <summary>What a box requires without what it requires by others anyway: fewer lines say the same.</summary>
    public static ImmutableArray<(int From, int To)> Edges(ImmutableArray<GraphNode> nodes, ImmutableDictionary<int, int> columns)
    {
        var byId = nodes.ToDictionary(node => node.Id);
        var before = new Dictionary<int, HashSet<int>>();
        var edges = ImmutableArray.CreateBuilder<(int, int)>();
        foreach (var node in nodes.OrderBy(node => columns[node.Id]))
        {
            // Told together, two kinds may each require the other; the line that would lead back is left to the table.
            var requires = node.Requires.Where(id => byId.ContainsKey(id) && columns[id] < columns[node.Id]).ToList();
            var all = new HashSet<int>(requires);
            foreach (var id in requires) all.UnionWith(before[id]);
            before[node.Id] = all;
            foreach (var id in requires)
            {
                if (!requires.Exists(other => other != id && before[other].Contains(id))) edges.Add((id, node.Id));
            }
        }

        return edges.ToImmutable();
    }

    private static int Depth(GraphNode node, Dictionary<int, GraphNode> byId, Dictionary<int, int> depths)
    {
        if (depths.TryGetValue(node.Id, out var known)) return known;
        // Before it is known: ends a circle that boxes told together can make.
        depths[node.Id] = 0;
        var depth = 0;
        foreach (var id in node.Requires)
        {
            if (byId.TryGetValue(id, out var required) && required.Phase == node.Phase) depth = Math.Max(depth, Depth(required, byId, depths) + 1);
        }

        return depths[node.Id] = depth;
    }
}
