using System.Collections.Immutable;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Resources;

/// <summary>An XMPP federated partner (<c>CsXmppAllowedPartner</c>). The id's name is the primary domain.</summary>
public static class Partner
{
    public static readonly Field<string> Description = new("description", TextType.Instance, Traits.None, "Free text for people.");

    public static readonly Field<ImmutableArray<string>> AdditionalDomains = new("additionalDomains", new SetType<string>(DomainType.Instance), Traits.Set | Traits.CaseInsensitive,
        "The partner's other domains, one by one; there is no wildcard.");

    public static readonly Field<PartnerType> Type = new("type",
        new ChoiceType<PartnerType>(("Federated", PartnerType.Federated), ("PublicVerified", PartnerType.PublicVerified), ("PublicUnverified", PartnerType.PublicUnverified)),
        Traits.Required, "How far the partner is trusted: Federated, PublicVerified or PublicUnverified.");

    public static readonly Field<Negotiation> Negotiation = new("negotiation", NegotiationType.Instance, Traits.None,
        "TLS, SASL and dialback: a preset's name or all three settings. Left out: not managed; a new partner gets sasl-or-tls-dialback.");

    public static readonly Field<bool> KeepAlive = new("keepAlive", FlagType.Instance, Traits.None,
        "Whether the partner must send keep-alives; the interval is the gateway's keepAliveInterval.");

    public static readonly Field<long> ConnectionLimit = new("connectionLimit", new IntegerType(0, uint.MaxValue), Traits.None,
        "Most simultaneous connections with this partner.");

    public static readonly Field<string> Proxy = new("proxy", DomainType.Instance, Traits.None, "Host name of the proxy server the partner uses.");

    public static readonly Kind Kind = new()
    {
        Name = "partner",
        Phase = 5,
        Summary = "An XMPP domain of somebody else that we federate with.",
        Fields = [Type, Description, AdditionalDomains, Negotiation, KeepAlive, ConnectionLimit, Proxy],
        OnCreate = Value.Map.NoItems.Add(Negotiation.Name, Negotiation.Type.Write(Resources.Negotiation.OnCreate)),
        Claims = Domains,
    };

    /// <summary>The primary domain and the additional ones.</summary>
    public static IEnumerable<string> Domains(Resource partner) =>
        // Straight from the canonical value, since this is asked of every partner several times.
        partner[AdditionalDomains] is Value.List additional ? [partner.Id.Name, .. additional.Items.OfType<Value.Text>().Select(domain => domain.Content)] : [partner.Id.Name];
}
