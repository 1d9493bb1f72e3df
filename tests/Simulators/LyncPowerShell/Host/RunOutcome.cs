namespace XmppDesiredState.LyncPowerShell.Host;

internal enum RunOutcome
{
    Succeeded,

    /// <summary>It ran to its end, and <c>$?</c> is false there.</summary>
    Failed,

    /// <summary>A terminating error ended it.</summary>
    Broken,
}
