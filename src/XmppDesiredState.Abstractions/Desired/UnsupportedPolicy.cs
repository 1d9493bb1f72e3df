namespace XmppDesiredState.Desired;

/// <summary>What to do about a declared attribute that the back end does not have.</summary>
public enum UnsupportedPolicy
{
    /// <summary>Leave it out and say so.</summary>
    Warn,

    /// <summary>Leave it out.</summary>
    Ignore,
}
