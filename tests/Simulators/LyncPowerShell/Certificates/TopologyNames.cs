using System.Collections.Immutable;
using XmppDesiredState.LyncPowerShell.Binding;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Certificates;

/// <summary>The names that Request-CsCertificate finds in the topology.</summary>
internal static class TopologyNames
{
    private static readonly CertType[] External =
        [CertType.AccessEdgeExternal, CertType.DataEdgeExternal, CertType.AudioVideoAuthentication, CertType.External, CertType.XMPPServer];

    /// <returns>The common name, and the alternative names, of which the common name is the first.</returns>
    public static (string Common, ImmutableArray<string> Names) Of(WorldState state, LyncComputer computer, CertType[] types, bool withAllSipDomains, IEnumerable<string> more)
    {
        var domains = withAllSipDomains ? state.SipDomains : state.SipDomains.GetRange(0, 1);
        var pool = state.EdgePools.Find(_ => computer.IsEdge);
        var common = pool is null ? state.FrontEndPools[0].PoolFqdn : types.Any(External.Contains) ? pool.AccessEdgeExternalFqdn : pool.PoolFqdn;
        var computed = pool is null ? [common, computer.Fqdn, .. domains.Select(Sip)] : types.Any(External.Contains) ? Outside(pool, types, domains) : [common];
        return (common, [.. computed.Concat(more).Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    // An A/V name is in none: that certificate only signs tokens. The bare domains are there when the XMPP proxy is installed.
    private static IEnumerable<string> Outside(LyncEdgePool pool, CertType[] types, List<string> domains)
    {
        yield return pool.AccessEdgeExternalFqdn;
        if (types.Any(type => type is CertType.DataEdgeExternal or CertType.External)) yield return "webcon." + LyncWorld.SipDomain;
        foreach (var domain in domains) yield return Sip(domain);
        if (pool.XmppListeningPort is null) yield break;
        foreach (var domain in domains) yield return domain;
    }

    private static string Sip(string domain) => "sip." + domain;
}
