using System.Collections.Immutable;
using System.Security.Authentication;

namespace XmppDesiredState.Federation.Tls;

/// <summary>What a peer presented in a complete TLS handshake. Nothing about it was judged: not its names, its time or its issuer.</summary>
/// <param name="Leaf">The certificate whose key the peer proved to hold, DER.</param>
/// <param name="Thumbprint">SHA-1 of it in hexadecimal capitals.</param>
/// <param name="Sent">How many certificates the peer sent, the leaf among them.</param>
/// <param name="Alpn">The negotiated application protocol; empty where the peer chose none, as most do.</param>
public sealed record PresentedCertificate(ImmutableArray<byte> Leaf, string Thumbprint, int Sent, SslProtocols Protocol, string Alpn);
