using System.Collections.Immutable;

namespace XmppDesiredState.Cli.Rendering.Reports.Page.Graph;

/// <summary>
/// Where everything of the drawing stands: phases from top to bottom, inside a phase one strip an address and time from left to right, so that
/// a change's own steps make a straight line. All lengths in pixels.
/// </summary>
internal sealed class GraphLayout
{
    public const double PhaseHead = 28;
    public const double RowHeight = 42;
    public const double BoxHeight = 28;
    public const double LaneHead = 24;
    public const double Margin = 14;

    /// <summary>Before the first column: room for lines that lead to later phases.</summary>
    public const double Left = 36;

    /// <summary>Between two columns: room for a line to bend and its head.</summary>
    public const double Gap = 36;

    /// <summary>Characters of a box; the table has the whole text.</summary>
    public const int MostText = 30;

    /// <summary>Characters of a strip's name.</summary>
    public const int MostName = 60;

    // Of a character at 13 pixels in the fonts that systems use for their own windows; wide ones and some room included.
    private const double Character = 7.1;

    private readonly ImmutableArray<PlacedNode>.Builder nodes = ImmutableArray.CreateBuilder<PlacedNode>();
    private readonly ImmutableArray<Lane>.Builder lanes = ImmutableArray.CreateBuilder<Lane>();
    private readonly ImmutableArray<PhaseBand>.Builder phases = ImmutableArray.CreateBuilder<PhaseBand>();

    private GraphLayout(ImmutableArray<GraphNode> all)
    {
        var columns = Columns.Of(all);
        foreach (var phase in all.GroupBy(node => node.Phase).OrderBy(group => group.Key)) Place(phase.Key, [.. phase], columns);
        Width = Math.Max(nodes.Max(node => node.Right), lanes.Max(lane => lane.X + Math.Min(lane.Name.Length, MostName) * Character)) + Margin;
        Nodes = nodes.ToImmutable();
        Lanes = lanes.ToImmutable();
        Phases = phases.ToImmutable();
        var byId = Nodes.ToDictionary(node => node.Node.Id);
        Edges = [.. Columns.Edges(all, columns).Select(edge => (byId[edge.From], byId[edge.To]))];
    }

    public ImmutableArray<PlacedNode> Nodes { get; }

    public ImmutableArray<Lane> Lanes { get; }

    public ImmutableArray<PhaseBand> Phases { get; }

    public ImmutableArray<(PlacedNode From, PlacedNode To)> Edges { get; }

    public double Width { get; }

    public double Height { get; private set; }

    /// <param name="nodes">At least one.</param>
    public static GraphLayout Of(ImmutableArray<GraphNode> nodes) => new(nodes);

    private void Place(int phase, ImmutableArray<GraphNode> all, ImmutableDictionary<int, int> columns)
    {
        var widths = all.GroupBy(node => columns[node.Id]).OrderBy(group => group.Key).Select(group => group.Max(node => Math.Min(node.Text.Length, MostText)) * Character + 22).ToArray();
        var left = new double[widths.Length];
        for (var i = 0; i < widths.Length; i++) left[i] = i == 0 ? Left : left[i - 1] + widths[i - 1] + Gap;
        var (top, y) = (Height, Height + PhaseHead);
        foreach (var lane in all.GroupBy(node => node.Lane, StringComparer.Ordinal))
        {
            var rowOf = Rows.Of([.. lane], columns);
            foreach (var node in lane)
            {
                var column = columns[node.Id];
                nodes.Add(new PlacedNode(node, column, left[column], y + LaneHead + rowOf[node.Id] * RowHeight, widths[column], BoxHeight));
            }

            lanes.Add(new Lane(lane.Key, lane.Min(node => left[columns[node.Id]]), y));
            y += LaneHead + rowOf.Values.Max() * RowHeight + BoxHeight + Margin + 4;
        }

        phases.Add(new PhaseBand(phase, top, y - top));
        Height = y;
    }
}
