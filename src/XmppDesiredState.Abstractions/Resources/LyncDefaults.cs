using System.Collections.Immutable;
using XmppDesiredState.Values;

namespace XmppDesiredState.Resources;

/// <summary>
/// What Lync Server 2013 documents as the value of what nobody set, by kind: New-CsXmppAllowedPartner, Set-CsXmppGatewayConfiguration,
/// Set-CsAccessEdgeConfiguration, New-CsExternalAccessPolicy. Of Lync itself, and of the folder that stands in for it.
/// </summary>
public static class LyncDefaults
{
    public static ImmutableSortedDictionary<string, Value> Of(Kind kind) => kind.Name switch
    {
        "partner" => new Resource(default).With(Partner.Type, PartnerType.PublicUnverified)
            .With(Partner.Negotiation, new Negotiation(NegotiationLevel.Required, NegotiationLevel.Required, true))
            .With(Partner.KeepAlive, true).Attributes,
        "gateway-settings" => new Resource(default).With(GatewaySettings.ConnectionLimit, 1000).With(GatewaySettings.PartnerConnectionLimit, 20)
            .With(GatewaySettings.KeepAliveInterval, TimeSpan.FromSeconds(300)).With(GatewaySettings.StreamEstablishmentTimeout, TimeSpan.FromSeconds(60))
            .With(GatewaySettings.StreamInactivityTimeout, TimeSpan.FromSeconds(600)).With(GatewaySettings.SubscriptionRefreshInterval, TimeSpan.FromSeconds(28800))
            .With(GatewaySettings.EnableLoggingAllMessageBodies, false).Attributes,
        "edge-access" => new Resource(default).With(EdgeAccess.AllowFederatedUsers, false).Attributes,
        "access-policy" => new Resource(default).With(AccessPolicy.EnableFederationAccess, false).With(AccessPolicy.EnableXmppAccess, false)
            .With(AccessPolicy.EnableOutsideAccess, false).Attributes,
        _ => Value.Map.NoItems,
    };
}
