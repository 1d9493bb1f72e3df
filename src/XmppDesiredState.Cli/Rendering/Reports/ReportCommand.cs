namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>The command that a report is of.</summary>
internal enum ReportCommand
{
    Validate,
    Plan,
    Apply,
    Drift,
    Verify,
}
