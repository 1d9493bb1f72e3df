using System.Collections.Immutable;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Providers.Wire;

/// <summary>Options of an instance.</summary>
internal static class WireOptions
{
    /// <summary>A name of 253 characters, a port, brackets.</summary>
    private const int LongestAddress = 300;

    public static readonly Field<string> Address = new("address", new TextType(LongestAddress), Traits.None,
        "host:port, or [IPv6 address]:port, where the member speaks XMPP with STARTTLS; port 5269 unless given.");

    public static readonly Field<string> DirectTls = new("directTls", new TextType(LongestAddress), Traits.None, "host:port where the member speaks XMPP with TLS from the start (XEP-0368).");

    public static readonly Field<ImmutableSortedDictionary<string, Value.Map>> Members = new("members", new MapType<Value.Map>("member names", new ObjectType("{ address, directTls }", Address, DirectTls)),
        Traits.Required, "Where each member is asked: its own address, never one that several members share.");

    public static readonly Field<string> From = new("from", DomainType.Instance, Traits.None, "The domain that streams are opened from; none unless given. Servers refuse one that they serve themselves.");

    public static readonly Field<TimeSpan> Timeout = new("timeout", new DurationType(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)), Traits.None, "Time for one connection; 10s unless given.");

    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    public static ImmutableArray<Field> All { get; } = [Members, From, Timeout];
}
