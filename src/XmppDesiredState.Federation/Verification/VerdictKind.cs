namespace XmppDesiredState.Federation.Verification;

/// <summary>What can be said about federation with one domain. What is merely offered is never called working.</summary>
public enum VerdictKind
{
    /// <summary>It was proved to work with a method, or everything that decides it was seen on both sides.</summary>
    Works,

    /// <summary>Something that was seen rules every method out.</summary>
    CannotWork,

    /// <summary>What was seen decides nothing: a port that is closed from here may be open from the gateway.</summary>
    CannotTell,
}
