using System.Collections.Immutable;

namespace XmppDesiredState.Cli.Rendering.Reports.Page.Graph;

/// <summary>Which row of its strip each box stands in: that of what it requires where it is free, else the first that is.</summary>
internal static class Rows
{
    public static ImmutableDictionary<int, int> Of(ImmutableArray<GraphNode> lane, ImmutableDictionary<int, int> columns)
    {
        var rows = ImmutableDictionary.CreateBuilder<int, int>();
        var taken = new HashSet<(int Column, int Row)>();
        // Ways out last: the way that is hoped for gets the straight line.
        foreach (var node in lane.OrderBy(node => node.IsWayOut).ThenBy(node => columns[node.Id]))
        {
            var column = columns[node.Id];
            var row = node.Requires.Where(rows.ContainsKey).Select(id => rows[id]).DefaultIfEmpty(0).Min();
            if (node.IsWayOut && row == 0 && lane.Any(other => !other.IsWayOut)) row = 1;
            while (!taken.Add((column, row))) row++;
            rows[node.Id] = row;
        }

        return rows.ToImmutable();
    }
}
