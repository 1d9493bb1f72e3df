namespace XmppDesiredState.Federation.Verification;

/// <summary>How one method of authentication stands in one direction.</summary>
internal enum Standing
{
    /// <summary>It was done, or all that decides it was seen on both sides.</summary>
    Proved,

    /// <summary>Nothing that was seen rules it out, and not all that decides it was seen.</summary>
    Open,

    RuledOut,
}
