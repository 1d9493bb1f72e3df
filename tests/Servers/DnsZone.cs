namespace XmppDesiredState.Servers;

/// <summary>A zone to serve. SOA, NS and the address of the name server are added.</summary>
/// <param name="Name">Without a trailing dot.</param>
/// <param name="Records">Lines of a master file, owners relative to the zone or with a trailing dot: <c>xmpp A 127.0.0.1</c>.</param>
public sealed record DnsZone(string Name, params string[] Records)
{
    internal string ToMasterFile() => $"""
        $TTL 5
        @ SOA ns hostmaster 1 60 60 60 1
        @ NS ns
        ns A 127.0.0.1
        {string.Join('\n', Records)}

        """;
}
