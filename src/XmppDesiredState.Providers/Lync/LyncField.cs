using System.Collections.Immutable;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Lync;

/// <summary>An attribute and the native property that holds it; three properties hold a partner's negotiation.</summary>
/// <param name="CanBeEmpty">Whether the cmdlets are documented to empty it with <c>$null</c>.</param>
internal sealed record LyncField(Field Field, LyncForm Form, string Native, bool CanBeEmpty = false)
{
    public const string Tls = "TlsNegotiation", Sasl = "SaslNegotiation", Dialback = "SupportDialbackNegotiation";

    public const string DialbackPassphrase = "DialbackPassphrase";

    /// <summary>Everything of a kind but the negotiation and the passphrase, in the order people read it. New-CsXmppAllowedPartner, Set-CsXmppGatewayConfiguration, Set-CsAccessEdgeConfiguration, New-CsExternalAccessPolicy.</summary>
    public static ImmutableArray<LyncField> Of(Kind kind) => kind.Name switch
    {
        "partner" => Partners,
        "gateway-settings" => Settings,
        "edge-access" => Edge,
        "access-policy" => Policies,
        _ => [],
    };

    /// <summary>What is read of each object of a kind, by native name.</summary>
    public static ImmutableSortedDictionary<string, LyncForm> Shape(Kind kind)
    {
        var shape = Of(kind).Select(field => KeyValuePair.Create(field.Native, field.Form));
        if (kind == Partner.Kind) shape = shape.Append(KeyValuePair.Create(Tls, LyncForm.Word)).Append(KeyValuePair.Create(Sasl, LyncForm.Word)).Append(KeyValuePair.Create(Dialback, LyncForm.Flag));
        return shape.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private static readonly ImmutableArray<LyncField> Partners =
    [
        new(Partner.Description, LyncForm.Text, "Description", CanBeEmpty: true),
        new(Partner.AdditionalDomains, LyncForm.Domains, "AdditionalDomains", CanBeEmpty: true),
        new(Partner.Type, LyncForm.Word, "PartnerType"),
        new(Partner.KeepAlive, LyncForm.Flag, "EnableKeepAlive"),
        new(Partner.ConnectionLimit, LyncForm.Number, "ConnectionLimit"),
        new(Partner.Proxy, LyncForm.Domain, "ProxyFqdn", CanBeEmpty: true),
    ];

    private static readonly ImmutableArray<LyncField> Settings =
    [
        new(GatewaySettings.ConnectionLimit, LyncForm.Number, "ConnectionLimit"),
        new(GatewaySettings.PartnerConnectionLimit, LyncForm.Number, "PartnerConnectionLimit"),
        new(GatewaySettings.KeepAliveInterval, LyncForm.Number, "KeepAliveInterval"),
        new(GatewaySettings.StreamEstablishmentTimeout, LyncForm.Number, "StreamEstablishmentTimeout"),
        new(GatewaySettings.StreamInactivityTimeout, LyncForm.Number, "StreamInactivityTimeout"),
        new(GatewaySettings.SubscriptionRefreshInterval, LyncForm.Number, "SubscriptionRefreshInterval"),
        new(GatewaySettings.EnableLoggingAllMessageBodies, LyncForm.Flag, "EnableLoggingAllMessageBodies"),
    ];

    private static readonly ImmutableArray<LyncField> Edge = [new(EdgeAccess.AllowFederatedUsers, LyncForm.Flag, "AllowFederatedUsers")];

    private static readonly ImmutableArray<LyncField> Policies =
    [
        new(AccessPolicy.Description, LyncForm.Text, "Description", CanBeEmpty: true),
        new(AccessPolicy.EnableFederationAccess, LyncForm.Flag, "EnableFederationAccess"),
        new(AccessPolicy.EnableXmppAccess, LyncForm.Flag, "EnableXmppAccess"),
        new(AccessPolicy.EnableOutsideAccess, LyncForm.Flag, "EnableOutsideAccess"),
    ];
}
