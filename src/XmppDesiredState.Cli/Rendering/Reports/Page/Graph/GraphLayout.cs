using System.Collections.Immutable;

namespace XmppDesiredState.Cli.Rendering.Reports.Page.Graph;

/// <summary>
/// Where everything of the drawing stands: time from left to right, one strip an address, so that a change's own steps make a straight line.
/// All lengths in pixels.
/// </summary>
internal sealed class GraphLayout
{
    public const double Head = 28;
    public const double RowHeight = 44;
    public const double BoxHeight = 28;
    public const double LaneHead = 24;
    public const double Margin = 14;

    /// <summary>Between two columns: room for a line to bend and its head.</summary>
    public const double Gap = 40;

    /// <summary>Characters of a box; the table has the whole text.</summary>
    public const int MostText = 30;

    // Of a character at 13 pixels in the fonts that systems use for their own windows; wide ones and some room included.
    private const double Character = 7.1;

    private GraphLayout(ImmutableArray<PlacedNode> nodes, ImmutableArray<Lane> lanes, ImmutableArray<PhaseBand> phases, ImmutableArray<(PlacedNode From, PlacedNode To)> edges) =>
        (Nodes, Lanes, Phases, Edges, Width, Height) = (nodes, lanes, phases, edges, phases[^1].X + phases[^1].Width, lanes[^1].Y + lanes[^1].Height);

    public ImmutableArray<PlacedNode> Nodes { get; }

    public ImmutableArray<Lane> Lanes { get; }

    public ImmutableArray<PhaseBand> Phases { get; }

    public ImmutableArray<(PlacedNode From, PlacedNode To)> Edges { get; }

    public double Width { get; }

    public double Height { get; }

    public static GraphLayout Of(ImmutableArray<GraphNode> nodes)
    {
        var columns = Columns.Of(nodes);
        var widths = nodes.GroupBy(node => columns[node.Id]).OrderBy(group => group.Key).Select(group => group.Max(node => Math.Min(node.Text.Length, MostText)) * Character + 22).ToArray();
        var left = new double[widths.Length];
        for (var i = 0; i < widths.Length; i++) left[i] = i == 0 ? Margin : left[i - 1] + widths[i - 1] + Gap;
        var (placed, lanes) = Place(nodes, columns, left, widths);
        var phases = nodes.GroupBy(node => node.Phase).OrderBy(group => group.Key).Select(group =>
        {
            var (first, last) = (group.Min(node => columns[node.Id]), group.Max(node => columns[node.Id]));
            var from = first == 0 ? 0 : left[first] - Gap / 2;
            return new PhaseBand(group.Key, from, left[last] + widths[last] + (last == left.Length - 1 ? Margin : Gap / 2) - from);
        });
        var byId = placed.ToDictionary(node => node.Node.Id);
        return new GraphLayout(placed, lanes, Wide([.. phases], lanes), [.. Columns.Edges(nodes, columns).Select(edge => (byId[edge.From], byId[edge.To]))]);
    }

    private static (ImmutableArray<PlacedNode> Nodes, ImmutableArray<Lane> Lanes) Place(ImmutableArray<GraphNode> nodes, ImmutableDictionary<int, int> columns, double[] left, double[] widths)
    {
        var placed = ImmutableArray.CreateBuilder<PlacedNode>(nodes.Length);
        var lanes = ImmutableArray.CreateBuilder<Lane>();
        var y = Head;
        foreach (var lane in nodes.GroupBy(node => node.Lane, StringComparer.Ordinal))
        {
            var rowOf = Rows.Of([.. lane], columns);
            foreach (var node in lane)
            {
                var column = columns[node.Id];
                placed.Add(new PlacedNode(node, column, left[column], y + LaneHead + rowOf[node.Id] * RowHeight, widths[column], BoxHeight));
            }

            var height = LaneHead + (rowOf.Values.Max() + 1) * RowHeight - RowHeight + BoxHeight + Margin;
            lanes.Add(new Lane(lane.Key, y, height));
            y += height;
        }

        return (placed.ToImmutable(), lanes.ToImmutable());
    }

    // A name of a strip may be longer than its boxes.
    private static ImmutableArray<PhaseBand> Wide(ImmutableArray<PhaseBand> phases, ImmutableArray<Lane> lanes)
    {
        var last = phases[^1];
        var longest = lanes.Max(lane => Math.Min(lane.Name.Length, 60)) * Character + 2 * Margin;
        return phases.SetItem(phases.Length - 1, last with { Width = Math.Max(last.Width, longest - last.X) });
    }
}
