using System.Collections.Immutable;

namespace XmppDesiredState.LyncPowerShell.World;

/// <summary>What the reference says about a kind of settings.</summary>
/// <param name="Noun">As in messages.</param>
/// <param name="Defaults">In the order in which a console shows them.</param>
public sealed record SettingsKind(string Noun, string TypeName, Func<WorldState, List<LyncSettings>> In, ImmutableArray<KeyValuePair<string, object?>> Defaults)
{
    private const string Configuration = "Microsoft.Rtc.Management.WritableConfig.Settings.";

    /// <summary>Set-CsXmppGatewayConfiguration.</summary>
    public static SettingsKind Gateway { get; } = new("XmppGatewaySettings", Configuration + "XmppFederation.XmppGatewaySettings", state => state.Gateway,
    [
        new("ConnectionLimit", 1000u), new("DialbackPassphrase", null), new("EnableLoggingAllMessageBodies", false), new("KeepAliveInterval", 300u),
        new("PartnerConnectionLimit", 20u), new("StreamEstablishmentTimeout", 60u), new("StreamInactivityTimeout", 600u), new("SubscriptionRefreshInterval", 28800u),
    ]);

    /// <summary>The sample of "Manage Access Edge configuration for your organization"; DnsSrvCacheRecordCount and the like are not in it and stay null.</summary>
    public static SettingsKind AccessEdge { get; } = new("AccessEdgeSettings", Configuration + "Edge.DisplayAccessEdgeSettings", state => state.AccessEdge,
    [
        new("AllowAnonymousUsers", false), new("AllowFederatedUsers", false), new("AllowOutsideUsers", true), new("BeClearingHouse", false), new("EnablePartnerDiscovery", false),
        new("DiscoveredPartnerVerificationLevel", "UseSourceVerification"), new("EnableArchivingDisclaimer", false), new("EnableUserReplicator", true), new("KeepCrlsUpToDateForPeers", true),
        new("MarkSourceVerifiableOnOutgoingMessages", true), new("OutgoingTlsCountForFederatedPartners", 4u), new("DnsSrvCacheRecordCount", null), new("DiscoveredPartnerStandardRate", 20u),
        new("EnableDiscoveredPartnerContactsLimit", true), new("MaxContactsPerDiscoveredPartner", 1000u), new("DiscoveredPartnerReportPeriodMinutes", 60u),
        new("MaxAcceptedCertificatesStored", 1000u), new("MaxRejectedCertificatesStored", 500u), new("CertificatesDeletedPercentage", 20u), new("SkypeSearchUrl", null),
        new("RoutingMethod", "UseDnsSrvRouting"), new("DefaultRouteFqdn", null), new("IsPublicProvider", null), new("VerificationLevel", null),
    ]);

    /// <summary>"Manage external access policy for your organization": every flag False.</summary>
    public static SettingsKind Policy { get; } = new("ExternalAccessPolicy", "Microsoft.Rtc.Management.WritableConfig.Policy.ExternalAccess.ExternalAccessPolicy", state => state.Policies,
    [
        new("Description", null), new("EnableFederationAccess", false), new("EnableXmppAccess", false), new("EnablePublicCloudAccess", false),
        new("EnablePublicCloudAudioVideoAccess", false), new("EnableOutsideAccess", false),
    ]);

    public LyncSettings Fresh(string identity) => new(identity, Defaults.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase));
}
