namespace XmppDesiredState.Federation.Streams;

/// <summary>Whom to ask for what.</summary>
/// <param name="Domain">The domain the stream is opened to (<c>to</c>), and the name in the TLS hello (SNI): lower case, A-labels.</param>
/// <param name="From">The domain the stream is opened from (<c>from</c>); null: none is named. Servers may offer different features to different domains.</param>
/// <param name="DirectTls">Whether TLS begins at once (XEP-0368) instead of after STARTTLS (RFC 6120 §5).</param>
public sealed record StreamTarget(StreamEndpoint Endpoint, string Domain, string? From, bool DirectTls)
{
    /// <summary>How far to go.</summary>
    public StreamGoal Goal { get; init; } = StreamGoal.Certificate;

    /// <summary>Whether to stay in clear although TLS may be offered: for dialback without TLS. Never with <see cref="DirectTls"/>.</summary>
    public bool InClear { get; init; }

    /// <summary>Presented where the peer asks for a certificate; null: none is.</summary>
    public StreamIdentity? Identity { get; init; }
}
