using System.Management.Automation;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Cmdlets;

public abstract class GetSite : LyncCmdlet
{
    protected override void Work()
    {
        var identity = Text("Identity") is { } given && given.StartsWith("Site:", StringComparison.OrdinalIgnoreCase) ? given[5..] : Text("Identity");
        var filter = WildcardPattern.Get(Text("Filter") ?? "*", WildcardOptions.IgnoreCase);
        var found = File.Read(state => state.Sites.FindAll(site => identity is null ? filter.IsMatch("Site:" + site.Name) || filter.IsMatch(site.Name) : site.Name.Equals(identity, StringComparison.OrdinalIgnoreCase)));
        if (identity is not null && found.Count == 0) throw LyncException.Missing("Site", identity);
        foreach (var site in found)
        {
            var shown = new PSObject();
            (string, object?)[] properties = [("Identity", "Site:" + site.Name), ("DisplayName", site.Name), ("Description", null), ("FederationRoute", null), ("XmppFederationRoute", site.XmppFederationRoute)];
            foreach (var (name, value) in properties) shown.Properties.Add(new PSNoteProperty(name, value));
            WriteObject(shown);
        }
    }
}

public abstract class GetService : LyncCmdlet
{
    protected override void Work()
    {
        var all = File.Read(state => state.EdgePools.ConvertAll(Edge).Concat(state.FrontEndPools.SelectMany(FrontEnd)).ToList());
        var (identity, pool) = (Text("Identity"), Text("PoolFqdn"));
        var filter = WildcardPattern.Get(Text("Filter") ?? "*", WildcardOptions.IgnoreCase);
        var role = IsOn("EdgeServer") ? "EdgeServer" : IsOn("Registrar") ? "Registrar" : IsOn("CentralManagement") ? "CentralManagement" : null;
        var found = all.FindAll(service => (identity is null || Is(service, "Identity", identity)) && filter.IsMatch((string)service.Properties["Identity"].Value)
            && (pool is null || Is(service, "PoolFqdn", pool)) && (role is null || Is(service, "Role", role)));
        if (identity is not null && found.Count == 0) throw LyncException.Missing("Service", identity);
        WriteObject(found, enumerateCollection: true);
    }

    private static bool Is(PSObject service, string name, string value) => value.Equals((string)service.Properties[name].Value, StringComparison.OrdinalIgnoreCase);

    private static PSObject Edge(LyncEdgePool pool) => Service("EdgeServer", pool.PoolFqdn, pool.Site,
        ("AccessEdgeInternalSipPort", 5061), ("AccessEdgeExternalSipPort", 5061), ("AccessEdgeClientSipPort", 443), ("AccessEdgeExternalFqdn", pool.AccessEdgeExternalFqdn),
        ("DataEdgeExternalFqdn", "webcon." + LyncWorld.SipDomain), ("AVEdgeExternalFqdn", "av." + LyncWorld.SipDomain),
        ("XmppListeningPort", pool.XmppListeningPort), ("XmppInternalPort", pool.XmppListeningPort is null ? null : (ushort)23456));

    private static IEnumerable<PSObject> FrontEnd(LyncFrontEndPool pool)
    {
        yield return Service("Registrar", pool.PoolFqdn, pool.Site, ("XmppGatewaySipPort", (ushort)5098));
        if (pool.IsCentralManagement) yield return Service("CentralManagement", pool.PoolFqdn, pool.Site);
    }

    private static PSObject Service(string role, string pool, string site, params (string Name, object? Value)[] more)
    {
        var shown = new PSObject();
        (string, object?)[] common = [("Identity", $"{role}:{pool}"), ("ServiceId", $"1-{role}-1"), ("SiteId", "Site:" + site), ("PoolFqdn", pool), ("Version", 6), ("Role", role)];
        foreach (var (name, value) in common.Concat(more)) shown.Properties.Add(new PSNoteProperty(name, value));
        return shown;
    }
}
