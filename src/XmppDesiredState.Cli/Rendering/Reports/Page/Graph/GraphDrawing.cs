namespace XmppDesiredState.Cli.Rendering.Reports.Page.Graph;

/// <summary>A layout as SVG. Colours and lines are the style's, by class.</summary>
internal static class GraphDrawing
{
    // How far a line bends away from its box.
    private const double Bend = GraphLayout.Gap / 2;

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

        foreach (var lane in layout.Lanes)
            html.Add($"<path class=\"strip\" d=\"M{GraphLayout.Margin} {lane.Y}H{layout.Width - GraphLayout.Margin}\"/><text class=\"lane\" x=\"{lane.X}\" y=\"{lane.Y + 17}\">{Cut(lane.Name, GraphLayout.MostName)}</text>\n");
        foreach (var (from, to) in layout.Edges) WriteEdge(html, from, to);
        foreach (var node in layout.Nodes)
        {
            html.Add($"<g class=\"{(node.Node.IsWayOut ? "box out" : "box")}\"><rect x=\"{node.X}\" y=\"{node.Y}\" width=\"{node.Width}\" height=\"{node.Height}\" rx=\"6\"/>");
            html.Add($"<text x=\"{node.X + node.Width / 2}\" y=\"{node.MiddleY + 4.5}\">{Cut(node.Node.Text, GraphLayout.MostText)}</text></g>\n");
        }

        html.Add($"</svg>\n");
    }

    private static void WriteEdge(HtmlWriter html, PlacedNode from, PlacedNode to)
    {
        html.Add($"<path class=\"{(to.Node.IsWayOut ? "edge out" : "edge")}\" marker-end=\"url(#head)\" d=\"");
        if (to.Node.Phase != from.Node.Phase)
        {
            // Down to a later phase, from below the box to above the other.
            var (x, bottom, at) = (from.X + from.Width / 2, from.Y + from.Height, to.X + to.Width / 2);
            html.Add($"M{x} {bottom}C{x} {bottom + 40} {at} {to.Y - 40} {at} {to.Y}\"/>\n");
            return;
        }

        html.Add($"M{from.Right} {from.MiddleY}");
        if (to.Column == from.Column + 1)
        {
            // In columns of boxes of one width, half of the gap lies on each side.
            html.Add($"C{from.Right + Bend} {from.MiddleY} {to.X - Bend} {to.MiddleY} {to.X} {to.MiddleY}\"/>\n");
            return;
        }

        // Over more than one column the line runs above the row it leads to, where no box stands.
        var above = to.Y - 7;
        html.Add($"C{from.Right + Bend} {from.MiddleY} {from.Right + 6} {above} {from.Right + Bend + 8} {above}H{to.X - Bend - 8}C{to.X - 6} {above} {to.X - Bend} {to.MiddleY} {to.X} {to.MiddleY}\"/>\n");
    }

    private static string Cut(string text, int most) => Printable.Short(text, most);
}
