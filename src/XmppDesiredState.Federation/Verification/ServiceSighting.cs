using System.Collections.Immutable;

namespace XmppDesiredState.Federation.Verification;

/// <summary>What DNS says of one service of a domain.</summary>
/// <param name="Owner"><c>_xmpp-server._tcp.DOMAIN</c> (RFC 6120 §3.2.1) or <c>_xmpps-server._tcp.DOMAIN</c> (XEP-0368).</param>
/// <param name="Targets">In the order in which they are tried: by priority, then by weight (RFC 2782). Without records of <c>_xmpp-server</c>: the domain itself at port 5269.</param>
/// <param name="IsFallback">Whether there are no SRV records, and the domain itself stands for them (RFC 6120 §3.2.2).</param>
public sealed record ServiceSighting(string Owner, bool DirectTls, LookupOutcome Outcome, ImmutableArray<TargetSighting> Targets, bool IsFallback)
{
    /// <summary>Targets beyond the first 8, which are not looked at.</summary>
    public int LeftOut { get; init; }
}
