using System.Collections.Immutable;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Resources;

/// <summary>One SRV record set (RFC 2782). The id's name is the owner without trailing dot: <c>_xmpp-server._tcp.contoso.com</c>.</summary>
public static class SrvRecord
{
    /// <summary>The owners this tool manages begin so; no other record is read into a plan or touched.</summary>
    public static readonly ImmutableArray<string> OwnerPrefixes = ["_xmpp-server._tcp.", "_xmpps-server._tcp."];

    public static readonly Field<TimeSpan> Ttl = new("ttl", new DurationType(TimeSpan.Zero, TimeSpan.FromSeconds(int.MaxValue)), Traits.None,
        "Time to live. Left out: not managed; a new record set gets 1h.");

    public static readonly Field<ImmutableArray<SrvTarget>> Targets = new("targets", new SetType<SrvTarget>(SrvTargetType.Instance), Traits.Set | Traits.Required,
        "Where the domain's XMPP servers are. Left out: gateway.edge, port 5269.");

    public static readonly Kind Kind = new()
    {
        Name = "srv-record",
        Phase = 4,
        Summary = "The SRV record set by which other servers find ours.",
        Fields = [Ttl, Targets],
        OnCreate = Value.Map.NoItems.Add(Ttl.Name, Ttl.Type.Write(TimeSpan.FromHours(1))),
    };

    public static bool IsManagedOwner(string owner) => OwnerPrefixes.Any(prefix => owner.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The domain that a managed owner speaks for.</summary>
    public static string Domain(ResourceId id)
    {
        var prefix = OwnerPrefixes.FirstOrDefault(candidate => id.Name.StartsWith(candidate, StringComparison.Ordinal));
        return prefix is null ? id.Name : id.Name[prefix.Length..];
    }
}
