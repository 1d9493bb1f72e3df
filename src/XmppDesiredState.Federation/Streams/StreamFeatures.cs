using System.Collections.Immutable;
using System.Xml.Linq;

namespace XmppDesiredState.Federation.Streams;

/// <summary>Stream features (RFC 6120 §4.3.2).</summary>
/// <param name="Mechanisms">SASL mechanisms in the peer's order. Some servers offer an empty list before TLS.</param>
/// <param name="Dialback">Whether dialback is offered (XEP-0220). Servers older than its stream feature do it unannounced.</param>
/// <param name="DialbackErrors">Whether it reports errors of dialback without ending the stream.</param>
/// <param name="All">Every feature as <c>{namespace}name</c>, in the peer's order.</param>
public sealed record StreamFeatures(StartTlsOffer StartTls, ImmutableArray<string> Mechanisms, bool Dialback, bool DialbackErrors, ImmutableArray<string> All)
{
    internal static StreamFeatures Of(XElement features)
    {
        var startTls = features.Element(StreamNames.StartTls);
        var dialback = features.Element(StreamNames.DialbackFeature);
        return new StreamFeatures(
            startTls is null ? StartTlsOffer.None : startTls.Element(StreamNames.Required) is null ? StartTlsOffer.Optional : StartTlsOffer.Required,
            [.. features.Element(StreamNames.Mechanisms)?.Elements(StreamNames.Mechanism).Select(mechanism => mechanism.Value.Trim()).Where(name => name.Length > 0) ?? []],
            dialback is not null,
            dialback?.Element(StreamNames.DialbackErrors) is not null,
            [.. features.Elements().Select(feature => feature.Name.ToString())]);
    }
}
