using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace XmppDesiredState.Federation.Streams;

/// <summary>What a probe presents when it is asked for a certificate. The key stays in this process.</summary>
/// <param name="Leaf">With its private key.</param>
/// <param name="Issuers">Sent along, without the root.</param>
public sealed record StreamIdentity(X509Certificate2 Leaf, ImmutableArray<X509Certificate2> Issuers);
