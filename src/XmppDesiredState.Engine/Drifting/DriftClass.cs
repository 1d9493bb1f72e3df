namespace XmppDesiredState.Engine.Drifting;

/// <summary>Why something is not as the files say.</summary>
public enum DriftClass
{
    /// <summary>Somebody changed the live system.</summary>
    Drift,

    /// <summary>The files say it and nobody applied it yet.</summary>
    Pending,

    /// <summary>Live, never ours, in no file.</summary>
    Unlisted,

    /// <summary>A certificate is due to be renewed.</summary>
    Expiring,

    /// <summary>It waits for a person, a CA or a window.</summary>
    Waiting,

    /// <summary>What it waits for, or what is to be renewed, is past its date.</summary>
    Overdue,

    /// <summary>Known, with a reason: an entry of <c>acknowledged</c> or <c>drift.ignore</c>.</summary>
    Acknowledged,
}
