using System.Collections.Immutable;
using System.Net;
using XmppDesiredState.Certificates;
using XmppDesiredState.Federation.Streams;

namespace XmppDesiredState.Federation.Verification;

/// <summary>How to look.</summary>
public sealed record VerifySettings
{
    /// <summary>Null: the system's.</summary>
    public IPEndPoint? Resolver { get; init; }

    /// <summary>The roots that our gateway trusts; empty: those of this machine, which need not be the gateway's, so that a broken chain decides nothing.</summary>
    public ImmutableArray<ParsedCertificate> TrustRoots { get; init; } = [];

    /// <summary>Certificate and key of our domain, where this machine has them: with them SASL EXTERNAL is proved instead of seen to be offered.</summary>
    public StreamIdentity? Identity { get; init; }

    /// <summary>Whether to stop after looking: no SASL, and no dialback that must fail for its key.</summary>
    public bool LookOnly { get; init; }

    /// <summary>For one address.</summary>
    public StreamLimits Limits { get; init; } = StreamLimits.Default;

    /// <summary>Connections at once, and as many questions to DNS beside them. A black hole keeps one for the time of a stage: with fewer than there are black holes, they wait for each other.</summary>
    public int AtOnce { get; init; } = 256;
}
