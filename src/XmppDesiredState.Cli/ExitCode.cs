namespace XmppDesiredState.Cli;

/// <summary>
/// The exit code as a pure function of counted models; the first row that matches wins. 4: refused, nothing was written.
/// 3: something was tried, and not everything the plan wanted now holds.
/// </summary>
/// <remarks>
/// <code>
/// situation                                                      validate  plan  plan --detailed-exitcode  apply                        drift                       verify
/// a signal stopped it                                            130       130   130                       130                          130                         130
/// wrong usage                                                    64        64    64                        64                           64                          64
/// lock held past --lock-timeout                                  -         -     -                         5                            5, not checked              -
/// file errors                                                    1         1     1                         1                            1                           1
/// not approved, declined, another target, everything blocked     -         -     -                         4                            -                           -
/// a provider could not be read                                   -         1     1                         1; 3 if the rest was applied  1                           -
/// conflict, not done, unknown, skipped, blocked, not confirmed   -         -     -                         3                            -                           -
/// something waits, all else holds                                -         0     2                         6                            by --fail-on                -
/// changes                                                        -         0     2                         0                            2 by --fail-on, else 0      -
/// a domain cannot work                                           -         -     -                         -                            -                           2
/// nothing                                                        0         0     0                         0                            0                           0
/// </code>
/// </remarks>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;

    /// <summary>Live and declared differ, somebody changed the live system, or a domain cannot work.</summary>
    public const int Changes = 2;
    public const int Incomplete = 3;
    public const int Refused = 4;
    public const int LockHeld = 5;
    public const int Waiting = 6;
    public const int Usage = 64;
    public const int Interrupted = 130;

    public static int Of(ExitColumn column, Outcome outcome)
    {
        var applies = column == ExitColumn.Apply;
        if (outcome.Interrupted) return Interrupted;
        if (outcome.WrongUsage) return Usage;
        if (column is ExitColumn.Apply or ExitColumn.Drift && outcome.LockHeld) return LockHeld;
        if (outcome.FileErrors) return Failed;
        if (column == ExitColumn.Validate) return Done;
        if (column == ExitColumn.Verify) return outcome.ChecksFailed > 0 ? Changes : Done;
        if (applies && outcome.Refused) return Refused;
        if (outcome.Unreadable > 0) return applies && outcome.Executed ? Incomplete : Failed;
        if (column == ExitColumn.Drift) return outcome.Drifted > 0 ? Changes : Done;
        if (applies && outcome.Failed + outcome.Blocked > 0) return Incomplete;
        if (applies) return outcome.Waiting > 0 ? Waiting : Done;
        return column == ExitColumn.PlanDetailed && outcome.HasChanges ? Changes : Done;
    }
}
