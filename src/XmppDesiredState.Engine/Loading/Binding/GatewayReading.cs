using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Loading.Layout;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading.Binding;

/// <summary><c>gateway</c> as read.</summary>
/// <param name="IsGood">Whether <c>edge</c> is known to be given or not: false after an error in it.</param>
internal sealed record GatewayReading(Gateway Gateway, bool IsGood)
{
    public static GatewayReading Read(MapReader document, ValueReader reader)
    {
        if (document.NodeOf(StateFileLayout.Gateway) is null) return new GatewayReading(Gateway.None, IsGood: true);
        if (document.Map(StateFileLayout.Gateway) is not { } map) return new GatewayReading(Gateway.None, IsGood: false);
        var (domains, spans) = Distinct(map, GatewayLayout.Domains);
        var sip = map.NodeOf(GatewayLayout.SipDomains) is null ? domains : Distinct(map, GatewayLayout.SipDomains).Domains;
        var edge = map.Get(GatewayLayout.Edge);
        var addresses = map.Map(GatewayLayout.Addresses);
        var contact = map.Map(GatewayLayout.Contact);
        var gateway = new Gateway
        {
            Domains = domains,
            DomainSpans = spans,
            SipDomains = sip,
            Edge = edge,
            InboundAddresses = Addresses(addresses, GatewayLayout.Inbound, reader),
            OutboundAddresses = Addresses(addresses, GatewayLayout.Outbound, reader),
            ContactName = contact?.Get(GatewayLayout.ContactName),
            ContactMail = contact?.Get(GatewayLayout.ContactMail),
            Where = document.KeyOf(StateFileLayout.Gateway)?.Span,
        };
        return new GatewayReading(gateway, edge is not null || map.NodeOf(GatewayLayout.Edge) is not { } written || ValueReader.IsNull(written));
    }

    // Several files may name one domain; the first place counts.
    private static (ImmutableArray<string> Domains, ImmutableArray<SourceSpan> Spans) Distinct(MapReader map, Values.Field<ImmutableArray<string>> field)
    {
        if (!map.TryGet(field, out var names)) return ([], []);
        var nodes = ((YamlSequence)map.NodeOf(field)!).Items;
        var distinct = names.Select((name, index) => (Name: name, nodes[index].Span)).DistinctBy(item => item.Name).ToList();
        return ([.. distinct.Select(item => item.Name)], [.. distinct.Select(item => item.Span)]);
    }

    private static ImmutableArray<string> Addresses(MapReader? map, Values.Field<ImmutableArray<string>> field, ValueReader reader)
    {
        if (map is null || !map.TryGet(field, out var addresses)) return [];
        var nodes = ((YamlSequence)map.NodeOf(field)!).Items;
        for (var index = 0; index < addresses.Length; index++)
        {
            if (!Values.DomainName.IsAddress(addresses[index]))
                reader.Report(LoadDiagnostics.WrongValue.At(nodes[index].Span, $"'{addresses[index]}' is not an IP address.", "Write an address such as 203.0.113.10 or 2001:db8::10."));
        }

        return addresses;
    }
}
