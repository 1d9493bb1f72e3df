namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>What becomes of a case in JUnit XML.</summary>
internal enum JUnitOutcome
{
    Passed,

    /// <summary>Nothing is decided: held back, waiting, muted, cannot be told.</summary>
    Skipped,
    Failed,
}
