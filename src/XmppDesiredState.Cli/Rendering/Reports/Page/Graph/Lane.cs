namespace XmppDesiredState.Cli.Rendering.Reports.Page.Graph;

/// <summary>A strip of the drawing that holds the boxes of one address in one phase.</summary>
/// <param name="X">Where its first box stands: the name stands above it.</param>
internal sealed record Lane(string Name, double X, double Y);
