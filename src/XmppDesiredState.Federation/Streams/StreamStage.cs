namespace XmppDesiredState.Federation.Streams;

/// <summary>The stages of a probe, in their order. Direct TLS has none between <see cref="Connecting"/> and <see cref="Handshake"/>.</summary>
public enum StreamStage
{
    /// <summary>The system's resolver is asked for the addresses of the host.</summary>
    Resolving,

    Connecting,

    /// <summary>Our stream header is sent, the peer's is awaited.</summary>
    Opening,

    ReadingFeatures,

    /// <summary>STARTTLS is asked for, the answer awaited.</summary>
    StartingTls,

    Handshake,

    /// <summary>As <see cref="Opening"/>, over TLS.</summary>
    OpeningSecured,

    /// <summary>As <see cref="ReadingFeatures"/>, over TLS.</summary>
    ReadingSecuredFeatures,

    /// <summary>SASL EXTERNAL is asked for, the outcome awaited.</summary>
    Authenticating,

    /// <summary>The two questions of dialback are sent, their answers awaited: for the second one the peer has to connect to our server first, so it has all the time that is left.</summary>
    CallingBack,
}
