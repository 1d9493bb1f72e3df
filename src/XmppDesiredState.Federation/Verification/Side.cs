namespace XmppDesiredState.Federation.Verification;

/// <summary>Who has to act on a finding.</summary>
public enum Side
{
    Ours,

    Theirs,

    /// <summary>Something between the two, or the place this was asked from: a resolver, a firewall.</summary>
    Between,
}
