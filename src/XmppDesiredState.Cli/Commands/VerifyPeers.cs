using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Commands;

/// <summary>The domains to look at, as the files declare them.</summary>
internal static class VerifyPeers
{
    public static ImmutableArray<VerifyPeer> Of(DesiredState state, VerifyScope scope) =>
    [
        .. scope == VerifyScope.Partners ? [] : state.Gateway.Domains.Distinct(StringComparer.Ordinal).Select(Ours),
        .. scope == VerifyScope.Ours ? [] : Partners(state),
    ];

    /// <summary>Only these, in their order; one that nobody declares is a peer of which nothing is declared.</summary>
    /// <param name="domains">Canonical.</param>
    public static ImmutableArray<VerifyPeer> Of(DesiredState state, IEnumerable<string> domains)
    {
        var declared = Of(state, VerifyScope.All).ToLookup(peer => peer.Domain, StringComparer.Ordinal);
        return [.. domains.Distinct(StringComparer.Ordinal).SelectMany(domain => declared.Contains(domain) ? declared[domain] : [new VerifyPeer(domain, IsOurs: false, null, null)])];
    }

    // A partner that stands on two gateways with one negotiation is one peer.
    private static IEnumerable<VerifyPeer> Partners(DesiredState state) =>
        from partner in state.OfKind(Partner.Kind)
        where !partner.Absent
        from domain in Partner.Domains(partner.Resource)
        select new VerifyPeer(domain, IsOurs: false, partner.Resource.Id.Name, partner.Resource.Get(Partner.Negotiation) ?? Negotiation.OnCreate) into peer
        group peer by peer into same
        select same.Key;

    private static VerifyPeer Ours(string domain) => new(domain, IsOurs: true, null, null);
}
