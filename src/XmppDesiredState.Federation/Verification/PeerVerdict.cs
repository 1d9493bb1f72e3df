using System.Collections.Immutable;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Verification;

/// <summary>The verdict on one domain of a partner, or of ours.</summary>
/// <param name="Outgoing">Streams that our gateway opens to them; of a domain of ours: streams that others open to us.</param>
/// <param name="Incoming">Streams that they open to our gateway; null of a domain of ours.</param>
/// <param name="Also">What is worth knowing beside the verdict: an end of validity, what public CAs changed, a lower priority that is dead.</param>
public sealed record PeerVerdict(VerifyPeer Peer, DomainSighting Seen, DirectionVerdict Outgoing, DirectionVerdict? Incoming, ImmutableArray<VerifyFinding> Also)
{
    /// <summary>What was weighed: what is declared or, where nothing is, the strongest preset with the best verdict; null of a domain of ours.</summary>
    public Negotiation? Weighed { get; init; }

    /// <summary>The weaker of the two directions: one that cannot work outweighs one that cannot be told.</summary>
    public VerdictKind Kind => Incoming is null || Outgoing.Kind == VerdictKind.CannotWork ? Outgoing.Kind
        : Incoming.Kind == VerdictKind.CannotWork || Outgoing.Kind == VerdictKind.Works ? Incoming.Kind : Outgoing.Kind;
}
