namespace XmppDesiredState.Cli.Rendering.Reports.Page.Graph;

/// <summary>A layout as SVG. Colours and lines are the style's, by class.</summary>
internal static class GraphDrawing
{
    // How far a line bends away from its box.
    private const double Bend = GraphLayout.Gap / 2;

    // Lines to later phases, side by side.
    private const int Tracks = 4;
    private const double TrackWidth = 3;

    public static void Write(HtmlWriter html, GraphLayout layout, string described)
    {
        html.Add($"<svg class=\"graph\" role=\"img\" aria-labelledby=\"graph-title graph-about\" width=\"{layout.Width}\" height=\"{layout.Height}\" viewBox=\"0 0 {layout.Width} {layout.Height}\" xmlns=\"http://www.w3.org/2000/svg\">\n");
        html.Add($"<title id=\"graph-title\">What is done in which order</title>\n<desc id=\"graph-about\">{described}</desc>\n");
        html.Add($"<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path class=\"head\" d=\"M0 0L8 4L0 8Z\"/></marker></defs>\n");
        for (var i = 0; i < layout.Phases.Length; i++)
        {
            var phase = layout.Phases[i];
            html.Add($"<rect class=\"band {(i % 2 == 0 ? "even" : "odd")}\" x=\"0\" y=\"{phase.Y}\" width=\"{layout.Width}\" height=\"{phase.Height}\"/><text class=\"phase\" x=\"{GraphLayout.Margin}\" y=\"{phase.Y + 19}\">Phase {phase.Phase}</text>\n");
        }

        foreach (var lane in layout.Lanes) html.Add($"<path class=\"strip\" d=\"M{GraphLayout.Margin} {lane.Y}H{layout.Width - GraphLayout.Margin}\"/>\n");
        var ends = layout.Phases.ToDictionary(phase => phase.Phase, phase => phase.Y + phase.Height);
        var down = layout.Edges.Where(edge => edge.From.Node.Phase != edge.To.Node.Phase).Select(edge => edge.From.Node.Id).Distinct().Select((id, index) => (id, index)).ToDictionary(pair => pair.id, pair => pair.index);
        foreach (var (from, to) in layout.Edges)
        {
            html.Add($"<path class=\"{(to.Node.IsWayOut ? "edge out" : "edge")}\" marker-end=\"url(#head)\" d=\"");
            if (from.Node.Phase == to.Node.Phase) WriteAcross(html, from, to);
            else WriteDown(html, from, to, ends[from.Node.Phase], down[from.Node.Id] % Tracks * TrackWidth);
            html.Add($"\"/>\n");
        }

        foreach (var lane in layout.Lanes) html.Add($"<text class=\"lane\" x=\"{lane.X}\" y=\"{lane.Y + 17}\">{Cut(lane.Name, GraphLayout.MostName)}</text>\n");
        foreach (var node in layout.Nodes)
        {
            html.Add($"<g class=\"{(node.Node.IsWayOut ? "box out" : "box")}\"><rect x=\"{node.X}\" y=\"{node.Y}\" width=\"{node.Width}\" height=\"{node.Height}\" rx=\"6\"/>");
            html.Add($"<text x=\"{node.X + node.Width / 2}\" y=\"{node.MiddleY + 4.5}\">{Cut(node.Node.Text, GraphLayout.MostText)}</text></g>\n");
        }

        html.Add($"</svg>\n");
    }

    private static void WriteAcross(HtmlWriter html, PlacedNode from, PlacedNode to)
    {
        html.Add($"M{from.Right} {from.MiddleY}");
        if (to.Column == from.Column + 1) html.Add($"C{from.Right + Bend} {from.MiddleY} {to.X - Bend} {to.MiddleY} {to.X} {to.MiddleY}");
        else
        {
            // Over more than one column the line runs above the row it leads to, where no box stands.
            var above = to.Y - 7;
            html.Add($"C{from.Right + Bend} {from.MiddleY} {from.Right + 6} {above} {from.Right + Bend + 8} {above}H{to.X - Bend - 8}C{to.X - 6} {above} {to.X - Bend} {to.MiddleY} {to.X} {to.MiddleY}");
        }
    }

    // To a later phase: down to the end of its own, along it to the left edge, where nothing stands, and down that. The next lines run beside it.
    private static void WriteDown(HtmlWriter html, PlacedNode from, PlacedNode to, double end, double beside)
    {
        var (x, along, edge) = (from.X + from.Width / 2 + beside * 3, end - 4 - beside, GraphLayout.Left - 13 - beside);
        html.Add($"M{x} {from.Y + from.Height}V{along - 5}Q{x} {along} {x - 5} {along}H{edge + 5}Q{edge} {along} {edge} {along + 5}");
        // Above the row it leads to where other boxes stand before it.
        var into = to.Column == 0 ? to.MiddleY : to.Y - 7;
        html.Add($"V{into - 5}Q{edge} {into} {edge + 5} {into}");
        if (to.Column == 0) html.Add($"H{to.X}");
        else html.Add($"H{to.X - Bend - 8}C{to.X - 6} {into} {to.X - Bend} {to.MiddleY} {to.X} {to.MiddleY}");
    }

    private static string Cut(string text, int most) => Printable.Short(text, most);
}
