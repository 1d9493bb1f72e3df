namespace XmppDesiredState.Engine;

/// <summary>How an apply ended, before its report is looked at.</summary>
public enum ApplyVerdict
{
    /// <summary>Live and declared agree; nothing was executed.</summary>
    NothingToDo,

    /// <summary>Steps were executed; the report says what became of them.</summary>
    Executed,

    /// <summary>Everything left waits; nothing was executed.</summary>
    Waiting,

    /// <summary>Somebody else holds the lock.</summary>
    LockHeld,

    /// <summary>Not approved: the saved plan does not cover it, another target, or the person said no. Nothing was written.</summary>
    Refused,

    /// <summary>Guards hold back every change. Nothing was written.</summary>
    AllBlocked,

    /// <summary>Nothing could be executed and something could not be read.</summary>
    Unreadable,
}
