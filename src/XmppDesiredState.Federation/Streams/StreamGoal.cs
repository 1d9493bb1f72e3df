namespace XmppDesiredState.Federation.Streams;

/// <summary>How far a probe goes.</summary>
public enum StreamGoal
{
    /// <summary>Until the TLS handshake is complete.</summary>
    Certificate,

    /// <summary>Further: a stream over TLS is opened, and the features it offers are read.</summary>
    SecuredFeatures,

    /// <summary>Further: where SASL EXTERNAL is offered, it is tried as <see cref="StreamTarget.From"/> (XEP-0178). Nothing is sent over the stream that it opens.</summary>
    External,

    /// <summary>
    /// Further, in place of SASL: two questions of dialback (XEP-0220) with a key that nobody issued. Whether the peer, as an authoritative server, knows it (§2.2.2), which it
    /// must deny; and whether it takes it for ours (§2.1.1), for which it has to find and to ask our own authoritative server, which must deny it too.
    /// </summary>
    Dialback,
}
