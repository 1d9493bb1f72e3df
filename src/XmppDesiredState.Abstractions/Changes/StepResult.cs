namespace XmppDesiredState.Changes;

/// <summary>What became of a step.</summary>
public enum StepResult
{
    /// <summary>Done, on the server's own word.</summary>
    Applied,

    /// <summary>It held already; nothing was written.</summary>
    AlreadyThere,

    /// <summary>A person, a CA or a window must come first.</summary>
    Waiting,

    /// <summary>The live system is no longer as <see cref="Step.Before"/> says; nothing was written.</summary>
    Conflict,

    /// <summary>Known not to have happened.</summary>
    NotDone,

    /// <summary>Nobody knows: a time-out, a lost answer. The engine re-reads before anything else.</summary>
    Unknown,
}
