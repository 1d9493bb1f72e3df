namespace XmppDesiredState.Cli.Rendering.Reports.Page.Graph;

/// <summary>A box and where it stands, in pixels from the drawing's upper left corner.</summary>
/// <param name="Column">Behind those of everything it requires.</param>
internal sealed record PlacedNode(GraphNode Node, int Column, double X, double Y, double Width, double Height)
{
    public double MiddleY => Y + Height / 2;

    public double Right => X + Width;
}
