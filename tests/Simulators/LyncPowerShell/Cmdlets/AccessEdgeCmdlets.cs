using System.Management.Automation;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Cmdlets;

public abstract class GetAccessEdgeConfiguration : GetSettingsCmdlet
{
    private static readonly string[] OnlyDefaultRoute = ["DefaultRouteFqdn", "IsPublicProvider", "VerificationLevel"];
    private static readonly string[] OnlyDnsSrv = ["BeClearingHouse", "EnablePartnerDiscovery", "DiscoveredPartnerVerificationLevel"];

    protected override SettingsKind Kind => SettingsKind.AccessEdge;

    /// <summary>The type, and with it the properties, differ by how partners are found.</summary>
    protected override PSObject Shown(LyncSettings settings)
    {
        var shown = base.Shown(settings);
        var isDefaultRoute = settings["RoutingMethod"] is "UseDefaultRouting";
        foreach (var name in isDefaultRoute ? OnlyDnsSrv : OnlyDefaultRoute) shown.Properties.Remove(name);
        shown.TypeNames[0] += isDefaultRoute ? "DefaultRoute" : "DnsSrvRouting";
        return shown;
    }
}

public abstract class SetAccessEdgeConfiguration : SetSettingsCmdlet
{
    protected override SettingsKind Kind => SettingsKind.AccessEdge;

    protected override LyncSettings WithGiven(LyncSettings settings)
    {
        if (IsOn("UseDnsSrvRouting") && !Has("EnablePartnerDiscovery")) throw LyncException.Invalid("-UseDnsSrvRouting needs -EnablePartnerDiscovery.", null);
        if (IsOn("UseDefaultRouting") && !Has("DefaultRouteFqdn")) throw LyncException.Invalid("-UseDefaultRouting needs -DefaultRouteFqdn.", null);
        if (Given("OutgoingTlsCountForFederatedPartners") is uint and (< 1 or > 4)) throw LyncException.Invalid("OutgoingTlsCountForFederatedPartners must be 1 to 4.", null);
        var changed = base.WithGiven(settings);
        return IsOn("UseDnsSrvRouting") ? changed.With("RoutingMethod", "UseDnsSrvRouting") : IsOn("UseDefaultRouting") ? changed.With("RoutingMethod", "UseDefaultRouting") : changed;
    }
}
