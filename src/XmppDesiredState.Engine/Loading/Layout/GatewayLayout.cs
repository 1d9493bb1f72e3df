using System.Collections.Immutable;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Engine.Loading.Layout;

/// <summary><c>gateway</c>.</summary>
internal static class GatewayLayout
{
    public static readonly Field<ImmutableArray<string>> Domains = new("domains", new ListType<string>(DomainType.Instance), Traits.None, "Domains of ours that speak XMPP.");
    public static readonly Field<ImmutableArray<string>> SipDomains = new("sipDomains", new ListType<string>(DomainType.Instance), Traits.None, "Domains of ours that speak SIP; domains unless given.");
    public static readonly Field<string> Edge = new("edge", DomainType.Instance, Traits.None, "FQDN of the Access Edge: default SRV target and certificate subject.");
    public static readonly Field<ImmutableArray<string>> Inbound = new("inbound", new ListType<string>(TextType.Instance), Traits.None, "Addresses that partners connect to.");
    public static readonly Field<ImmutableArray<string>> Outbound = new("outbound", new ListType<string>(TextType.Instance), Traits.None, "Addresses that we connect from.");
    public static readonly Field<string> ContactName = new("name", TextType.Instance, Traits.None, "Whom partners ask.");
    public static readonly Field<string> ContactMail = new("mail", TextType.Instance, Traits.None, "Where partners write.");
    public static readonly Field<Value.Map> Addresses = new("addresses", new ObjectType("{ inbound, outbound }", Inbound, Outbound), Traits.None, "For the partner's firewall people.");
    public static readonly Field<Value.Map> Contact = new("contact", new ObjectType("{ name, mail }", ContactName, ContactMail), Traits.None, "For the partner sheet.");

    public static ObjectType Type { get; } = new("gateway", Domains, SipDomains, Edge, Addresses, Contact);
}
