namespace XmppDesiredState.Cli;

/// <summary>The columns of the table of exit codes.</summary>
internal enum ExitColumn
{
    Validate,
    Plan,

    /// <summary><c>plan --detailed-exitcode</c>.</summary>
    PlanDetailed,
    Apply,
    Verify,
    Drift,
}
