using System.Collections.Immutable;
using System.Security.Authentication;

namespace XmppDesiredState.Federation.Tls;

/// <summary>What a peer presented in a complete TLS handshake. Nothing about it was judged: not its names, its time or its issuer.</summary>
/// <param name="Leaf">The certificate whose key the peer proved to hold, DER.</param>
/// <param name="Thumbprint">SHA-1 of it in hexadecimal capitals.</param>
/// <param name="Sent">How many certificates the peer sent, the leaf among them.</param>
/// <param name="Alpn">The negotiated application protocol; empty where the peer chose none, as most do.</param>
public sealed record PresentedCertificate(ImmutableArray<byte> Leaf, string Thumbprint, int Sent, SslProtocols Protocol, string Alpn)
{
    internal const int MostAbove = 10;

    /// <summary>What was sent with the leaf, DER, in the order in which it came; of more than 10 certificates the first 10. Nothing says that they belong together.</summary>
    public ImmutableArray<ImmutableArray<byte>> Above { get; init; } = [];
}
