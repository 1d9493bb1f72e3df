namespace XmppDesiredState.Federation.Streams;

/// <summary>Why a probe did not reach its goal.</summary>
public enum StreamProblemKind
{
    /// <summary>The host name has no address, or the resolver gave no answer.</summary>
    NotResolved,

    /// <summary>Nothing listens, or a firewall says so.</summary>
    Refused,

    /// <summary>No route, or the local system allows no connection there.</summary>
    Unreachable,

    /// <summary>A stage, or all of it, took too long.</summary>
    TimedOut,

    /// <summary>The peer ended the connection or the stream.</summary>
    Closed,

    /// <summary>The first thing it sent is no stream header: HTTP, a greeting of another protocol, noise.</summary>
    NotXmpp,

    /// <summary>It sent a TLS record where the stream begins in clear: perhaps a port for direct TLS.</summary>
    TlsTooEarly,

    /// <summary>Not well-formed, or not UTF-8, after a good beginning.</summary>
    Malformed,

    /// <summary>XML that XMPP forbids (RFC 6120 §11.1): a DTD, a reference to an entity, a comment, a processing instruction.</summary>
    RestrictedXml,

    /// <summary>Well-formed and not what RFC 6120 has at this place.</summary>
    Unexpected,

    /// <summary>A stream error (RFC 6120 §4.9), with its condition.</summary>
    StreamError,

    /// <summary>The features hold no STARTTLS.</summary>
    StartTlsNotOffered,

    /// <summary>STARTTLS was offered and answered with a failure.</summary>
    StartTlsRefused,

    /// <summary>Something followed <c>&lt;proceed/&gt;</c> in clear: an attempt to have it taken for protected data, or a broken server (RFC 6120 §5.4.3.3).</summary>
    InjectedData,

    /// <summary>The answer to our TLS hello is no TLS.</summary>
    NotTls,

    /// <summary>The TLS handshake did not succeed.</summary>
    TlsFailed,

    TooMuchData,

    NestedTooDeeply,

    TooManyAttributes,
}
