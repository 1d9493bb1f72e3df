namespace XmppDesiredState.Federation.Streams;

/// <summary>How far a probe goes.</summary>
public enum StreamGoal
{
    /// <summary>Until the TLS handshake is complete.</summary>
    Certificate,

    /// <summary>Further: a stream over TLS is opened, and the features it offers are read.</summary>
    SecuredFeatures,
}
