using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace XmppDesiredState.Federation.Streams;

/// <summary>What a probe presents when it is asked for a certificate. The key stays in this process.</summary>
/// <param name="Leaf">With its private key, which on Windows must be in a store of keys (a PFX loaded without <c>EphemeralKeySet</c>): SChannel presents no other.</param>
/// <param name="Issuers">Sent along, without the root.</param>
public sealed record StreamIdentity(X509Certificate2 Leaf, ImmutableArray<X509Certificate2> Issuers);
