namespace XmppDesiredState.Cli.Rendering.Reports.Page.Graph;

/// <summary>A strip of the drawing that holds the boxes of one address.</summary>
internal sealed record Lane(string Name, double Y, double Height);
