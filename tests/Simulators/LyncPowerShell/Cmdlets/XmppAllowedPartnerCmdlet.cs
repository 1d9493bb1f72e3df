using System.Collections;
using System.Collections.Immutable;
using System.Management.Automation;
using XmppDesiredState.LyncPowerShell.Binding;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Cmdlets;

/// <summary>What the four partner cmdlets share.</summary>
public abstract class XmppAllowedPartnerCmdlet : LyncCmdlet
{
    private const string TypeName = "Microsoft.Rtc.Management.WritableConfig.Settings.XmppFederation.XmppAllowedPartner";

    protected const string Noun = "XmppAllowedPartner";

    protected static PSObject Shown(LyncPartner partner)
    {
        var shown = new PSObject();
        shown.TypeNames.Insert(0, TypeName);
        shown.TypeNames.Insert(0, TypeName + "#Decorated");
        void Add(string name, object? value) => shown.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
        Add("Identity", partner.Identity);
        Add("TlsNegotiation", partner.TlsNegotiation);
        Add("SaslNegotiation", partner.SaslNegotiation);
        Add("SupportDialbackNegotiation", partner.SupportDialbackNegotiation);
        Add("EnableKeepAlive", partner.EnableKeepAlive);
        Add("ConnectionLimit", partner.ConnectionLimit);
        Add("Description", partner.Description);
        Add("Domain", partner.Identity);
        Add("ProxyFqdn", partner.ProxyFqdn);
        Add("PartnerType", partner.PartnerType);
        Add("AdditionalDomains", partner.AdditionalDomains.ToList());
        return shown;
    }

    protected static int Find(WorldState state, string? identity) => state.Partners.FindIndex(partner => partner.Identity.Equals(identity, StringComparison.OrdinalIgnoreCase));

    protected LyncPartner WithGiven(LyncPartner partner) => partner with
    {
        Description = Has("Description") ? Text("Description") : partner.Description,
        AdditionalDomains = Has("AdditionalDomains") ? Modified(partner.AdditionalDomains, Given("AdditionalDomains") as PSListModifier) : partner.AdditionalDomains,
        PartnerType = Given("PartnerType") as PartnerType? ?? partner.PartnerType,
        TlsNegotiation = Given("TlsNegotiation") as TlsNegotiation? ?? partner.TlsNegotiation,
        SaslNegotiation = Given("SaslNegotiation") as SaslNegotiation? ?? partner.SaslNegotiation,
        SupportDialbackNegotiation = Given("SupportDialbackNegotiation") as bool? ?? partner.SupportDialbackNegotiation,
        EnableKeepAlive = Given("EnableKeepAlive") as bool? ?? partner.EnableKeepAlive,
        ConnectionLimit = Given("ConnectionLimit") as uint? ?? partner.ConnectionLimit,
        ProxyFqdn = Has("ProxyFqdn") ? Text("ProxyFqdn") : partner.ProxyFqdn,
    };

    /// <summary>What New- -InMemory or Get- gave, perhaps edited, perhaps through a remote session.</summary>
    protected static LyncPartner Taken(PSObject instance) => new()
    {
        Identity = Of<string>(instance, "Identity") ?? throw LyncException.Invalid("The instance has no Identity.", instance),
        Description = Of<string>(instance, "Description"),
        AdditionalDomains = [.. Of<string[]>(instance, "AdditionalDomains") ?? []],
        PartnerType = Of<PartnerType?>(instance, "PartnerType") ?? PartnerType.PublicUnverified,
        TlsNegotiation = Of<TlsNegotiation?>(instance, "TlsNegotiation") ?? TlsNegotiation.Required,
        SaslNegotiation = Of<SaslNegotiation?>(instance, "SaslNegotiation") ?? SaslNegotiation.Required,
        SupportDialbackNegotiation = Of<bool?>(instance, "SupportDialbackNegotiation") ?? true,
        EnableKeepAlive = Of<bool?>(instance, "EnableKeepAlive") ?? true,
        ConnectionLimit = Of<uint?>(instance, "ConnectionLimit"),
        ProxyFqdn = Of<string>(instance, "ProxyFqdn"),
    };

    // Null stays null: the language makes an empty text of it.
    private static T? Of<T>(PSObject instance, string name) => instance.Properties[name]?.Value is { } value ? LanguagePrimitives.ConvertTo<T>(value) : default;

    private static ImmutableArray<string> Modified(ImmutableArray<string> present, PSListModifier? modifier)
    {
        var list = new ArrayList(present);
        if (modifier is null) return [];
        modifier.ApplyTo(list);
        return [.. list.Cast<object>().Select(item => item.ToString()!)];
    }
}
