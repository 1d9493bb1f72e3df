namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>How much an item asks for attention; SARIF's words.</summary>
internal enum ReportLevel
{
    None,
    Note,
    Warning,
    Error,
}
