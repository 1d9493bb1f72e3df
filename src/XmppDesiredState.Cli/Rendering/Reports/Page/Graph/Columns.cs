using System.Collections.Immutable;

namespace XmppDesiredState.Cli.Rendering.Reports.Page.Graph;

/// <summary>Which column of its phase each box stands in: behind the longest way that leads to it.</summary>
internal static class Columns
{
    public static ImmutableDictionary<int, int> Of(ImmutableArray<GraphNode> nodes)
    {
        var byId = nodes.ToDictionary(node => node.Id);
        var depths = new Dictionary<int, int>();
        foreach (var node in nodes) Depth(node, byId, depths);
        // Where a circle was cut, depths can have holes; columns have none.
        return nodes.GroupBy(node => node.Phase).SelectMany(phase => phase.GroupBy(node => depths[node.Id]).OrderBy(group => group.Key).SelectMany((group, column) => group.Select(node => (node.Id, column))))
            .ToImmutableDictionary(pair => pair.Id, pair => pair.column);
    }

    /// <summary>What a box requires without what it requires by others anyway: fewer lines say the same.</summary>
    public static ImmutableArray<(int From, int To)> Edges(ImmutableArray<GraphNode> nodes, ImmutableDictionary<int, int> columns)
    {
        var places = nodes.ToDictionary(node => node.Id, node => (node.Phase, Column: columns[node.Id]));
        var before = new Dictionary<int, HashSet<int>>();
        var edges = ImmutableArray.CreateBuilder<(int, int)>();
        foreach (var node in nodes.OrderBy(node => places[node.Id]))
        {
            // Told together, two kinds may each require the other; the line that would lead back is left to the table.
            var requires = node.Requires.Where(id => places.ContainsKey(id) && places[id].CompareTo(places[node.Id]) < 0).ToList();
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
