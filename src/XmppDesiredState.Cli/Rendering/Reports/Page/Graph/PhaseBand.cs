namespace XmppDesiredState.Cli.Rendering.Reports.Page.Graph;

/// <summary>The strips of one phase; a phase ends before the next begins.</summary>
internal sealed record PhaseBand(int Phase, double Y, double Height);
