namespace XmppDesiredState.Engine.Execution;

/// <summary>What became of a change, worst last.</summary>
public enum ChangeStatus
{
    /// <summary>Applied and seen so afterwards.</summary>
    Done,

    /// <summary>It held already.</summary>
    AlreadyThere,

    /// <summary>A person, a CA or a window must come first.</summary>
    Waiting,

    /// <summary>A guard held it back; nothing was tried.</summary>
    Blocked,

    /// <summary>Not tried, since something it requires did not succeed, or the run was stopped.</summary>
    Skipped,

    /// <summary>The live system had moved since the plan; nothing was written.</summary>
    Conflict,

    /// <summary>Tried and known not to have happened.</summary>
    NotDone,

    /// <summary>Reported as done, and not seen so afterwards.</summary>
    NotConfirmed,

    /// <summary>Nobody knows.</summary>
    Unknown,
}
