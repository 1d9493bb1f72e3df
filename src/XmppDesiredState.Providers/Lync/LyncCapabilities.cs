using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Lync;

/// <summary>What the provider does with each kind, and Lync Server 2013's documented defaults.</summary>
internal static class LyncCapabilities
{
    public static ImmutableArray<Capability> All { get; } =
    [
        Of(AccessPolicy.Kind, Operation.Create, Operation.Update, Operation.Delete, Operation.Settle),
        Of(EdgeAccess.Kind, Operation.Update, Operation.Settle),
        Of(GatewaySettings.Kind, Operation.Update, Operation.Settle),
        Of(Service.Kind, Operation.Restart),
        Of(Partner.Kind, Operation.Create, Operation.Update, Operation.Delete, Operation.Settle),
    ];

    public static bool Has(Kind kind) => All.Any(capability => capability.Kind == kind);

    /// <summary>Whether the step can be executed at all: what exists on every live system is neither created nor deleted.</summary>
    public static bool Can(Step step) => All.FirstOrDefault(capability => capability.Kind == step.Resource.Kind)?.Operations.Contains(step.Operation) == true
        && (step.Operation is not (Operation.Create or Operation.Delete) || !step.Resource.Kind.IsFixed(step.Resource.Name));

    /// <summary>New-CsXmppAllowedPartner, Set-CsXmppGatewayConfiguration, Set-CsAccessEdgeConfiguration, New-CsExternalAccessPolicy.</summary>
    private static ImmutableSortedDictionary<string, Value> DefaultsOf(Kind kind) => kind.Name switch
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

    private static Capability Of(Kind kind, params ImmutableArray<Operation> operations) => new(kind, operations, kind.Fields, DefaultsOf(kind));
}
