using System.Collections.Immutable;
using System.Net;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Federation.Dns;

/// <summary>How to wait until every authoritative server has what was written.</summary>
/// <param name="Within">Zero: nobody is asked.</param>
/// <param name="Resolver">Null: that of the system.</param>
/// <param name="Servers">Asked in place of those that the NS records name; empty: look those up.</param>
public sealed record SettleOptions(TimeSpan Within, IPEndPoint? Resolver, ImmutableArray<IPEndPoint> Servers)
{
    private const int DnsPort = 53;

    private static readonly TextType Address = new(300);

    public static readonly Field<TimeSpan> WithinField = new("within", new DurationType(TimeSpan.Zero, TimeSpan.FromMinutes(55)), Traits.None,
        "How long the servers may take, 2m unless given; 0s asks none of them.");

    public static readonly Field<string> ResolverField = new("resolver", Address, Traits.None, "IP address, with port where it is not 53, of the resolver to ask; that of the system unless given.");

    public static readonly Field<ImmutableArray<string>> ServersField = new("servers", new ListType<string>(Address, 32), Traits.None,
        "IP addresses, with port where it is not 53, to ask in place of the zone's name servers, such as those behind a split view.");

    public static readonly Field<Value.Map> Field = new("settle", new ObjectType("{ within, resolver, servers }", WithinField, ResolverField, ServersField), Traits.None,
        "How to wait, after a change, until every authoritative server of the zone has it.");

    /// <param name="options">All that are declared for an instance.</param>
    public static SettleOptions Of(ImmutableSortedDictionary<string, Value> options)
    {
        var given = options.GetValueOrDefault(Field.Name) is Value.Map map ? map.Items : Value.Map.NoItems;
        var within = given.TryGetValue(WithinField.Name, out var raw) && WithinField.Type.TryRead(raw, out TimeSpan read, out _) ? read : TimeSpan.FromMinutes(2);
        var resolver = given.GetValueOrDefault(ResolverField.Name) is Value.Text text ? TryRead(text.Content) : null;
        return new SettleOptions(within, resolver, [.. Written(given).Select(TryRead).OfType<IPEndPoint>()]);
    }

    /// <summary>The addresses that are none.</summary>
    public static IEnumerable<string> Wrong(ImmutableSortedDictionary<string, Value> options)
    {
        if (options.GetValueOrDefault(Field.Name) is not Value.Map map) return [];
        var written = Written(map.Items);
        if (map.Items.GetValueOrDefault(ResolverField.Name) is Value.Text resolver) written = written.Add(resolver.Content);
        return written.Where(text => TryRead(text) is null);
    }

    private static ImmutableArray<string> Written(ImmutableSortedDictionary<string, Value> settle) =>
        settle.TryGetValue(ServersField.Name, out var raw) && raw is not Value.Cleared && ServersField.Type.TryRead(raw, out ImmutableArray<string> addresses, out _) ? addresses : [];

    // An address, not a name: whoever resolves names here is what is to be checked.
    private static IPEndPoint? TryRead(string text) => StreamEndpoint.TryParse(text, DnsPort, out var endpoint) && IPAddress.TryParse(endpoint.Host, out var address)
        ? new IPEndPoint(address, endpoint.Port) : null;
}
