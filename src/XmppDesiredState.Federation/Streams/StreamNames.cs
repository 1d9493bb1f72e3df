using System.Xml.Linq;

namespace XmppDesiredState.Federation.Streams;

/// <summary>Names on the wire: RFC 6120 appendix A, XEP-0220 §7.</summary>
internal static class StreamNames
{
    public const string Server = "jabber:server", Client = "jabber:client", Streams = "http://etherx.jabber.org/streams", Dialback = "jabber:server:dialback";

    public static readonly XName Stream = XName.Get("stream", Streams);
    public static readonly XName Features = XName.Get("features", Streams);
    public static readonly XName Error = XName.Get("error", Streams);

    public static readonly XNamespace Tls = "urn:ietf:params:xml:ns:xmpp-tls";
    public static readonly XName StartTls = Tls + "starttls";
    public static readonly XName Required = Tls + "required";
    public static readonly XName Proceed = Tls + "proceed";
    public static readonly XName Failure = Tls + "failure";

    public static readonly XNamespace Sasl = "urn:ietf:params:xml:ns:xmpp-sasl";
    public static readonly XName Mechanisms = Sasl + "mechanisms";
    public static readonly XName Mechanism = Sasl + "mechanism";

    public static readonly XName Success = Sasl + "success";
    public static readonly XName SaslFailure = Sasl + "failure";
    public static readonly XName SaslText = Sasl + "text";

    public static readonly XName DialbackResult = XName.Get("result", Dialback);
    public static readonly XName DialbackVerify = XName.Get("verify", Dialback);
    public static readonly XName StanzaError = XName.Get("error", Server);
    public static readonly XNamespace StanzaConditions = "urn:ietf:params:xml:ns:xmpp-stanzas";
    public static readonly XName StanzaText = StanzaConditions + "text";

    public static readonly XNamespace Conditions = "urn:ietf:params:xml:ns:xmpp-streams";
    public static readonly XName Text = Conditions + "text";

    public static readonly XNamespace DialbackFeatures = "urn:xmpp:features:dialback";
    public static readonly XName DialbackFeature = DialbackFeatures + "dialback";
    public static readonly XName DialbackErrors = DialbackFeatures + "errors";
}
