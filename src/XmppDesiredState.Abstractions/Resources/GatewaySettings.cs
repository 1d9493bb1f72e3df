using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Resources;

/// <summary>Gateway-wide limits and times (<c>Set-CsXmppGatewayConfiguration</c>). One instance, <c>global</c>.</summary>
public static class GatewaySettings
{
    private static readonly DurationType Seconds = new(TimeSpan.Zero, TimeSpan.FromSeconds(int.MaxValue));

    public static readonly Field<long> ConnectionLimit = new("connectionLimit", new IntegerType(0, uint.MaxValue), Traits.None,
        "Most simultaneous connections with all partners together.");

    public static readonly Field<long> PartnerConnectionLimit = new("partnerConnectionLimit", new IntegerType(0, uint.MaxValue), Traits.None,
        "Most simultaneous connections with one partner.");

    public static readonly Field<TimeSpan> KeepAliveInterval = new("keepAliveInterval", Seconds, Traits.None,
        "Longest silence before a partner must send a keep-alive.");

    public static readonly Field<TimeSpan> StreamEstablishmentTimeout = new("streamEstablishmentTimeout", Seconds, Traits.None,
        "Time allowed to establish a stream.");

    public static readonly Field<TimeSpan> StreamInactivityTimeout = new("streamInactivityTimeout", Seconds, Traits.None,
        "Idle time after which a stream is dropped; longer than keepAliveInterval.");

    public static readonly Field<TimeSpan> SubscriptionRefreshInterval = new("subscriptionRefreshInterval", Seconds, Traits.None,
        "Time between refreshes of presence subscriptions.");

    public static readonly Field<Value.Secret> DialbackPassphrase = new("dialbackPassphrase", SecretType.Instance, Traits.Secret | Traits.WriteOnly,
        "Secret of the dialback keys, by reference; add version and raise it to have it written again.");

    public static readonly Field<bool> EnableLoggingAllMessageBodies = new("enableLoggingAllMessageBodies", FlagType.Instance, Traits.None,
        "Whether the bodies of all messages are logged.");

    public static readonly Kind Kind = new()
    {
        Name = "gateway-settings",
        Phase = 1,
        Summary = "Limits and times of the XMPP gateway.",
        Fields = [ConnectionLimit, PartnerConnectionLimit, KeepAliveInterval, StreamEstablishmentTimeout, StreamInactivityTimeout,
            SubscriptionRefreshInterval, DialbackPassphrase, EnableLoggingAllMessageBodies],
        IsFixed = _ => true,
    };

    public static readonly ResourceId Id = new(Kind, "global");
}
