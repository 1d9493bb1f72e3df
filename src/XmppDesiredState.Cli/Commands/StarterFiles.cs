using System.Collections.Immutable;

namespace XmppDesiredState.Cli.Commands;

/// <summary>What <c>init</c> writes.</summary>
internal static class StarterFiles
{
    public const string StateFile = "desired.yaml";

    public static ImmutableArray<(string Name, string Text)> All => [(StateFile, State), ("contoso.com.zone", Zone), (".gitignore", Ignored)];

    /// <summary>A repository for GitHub: <c>examples/gitops</c>, with the schema that editors complete from beside it.</summary>
    /// <param name="schema">Of state files.</param>
    public static ImmutableArray<(string Name, string Text)> Repository(string schema) =>
    [
        .. BuiltInText.Names(Example).Select(name => (name[Example.Length..].Replace('\\', '/'), BuiltInText.Of(name).Replace($"../../schemas/{Schema}", Schema, StringComparison.Ordinal))),
        (Schema, schema), (".gitignore", Ignored),
    ];

    private const string Example = "gitops/", Schema = "federation.schema.json";

    private const string State = """
        # What XMPP federation should be. Check with: xmppstate validate; see what would change with: xmppstate plan.
        apiVersion: xmppstate/v1
        name: starter

        # Our side. Replace contoso.com by your domains and access.contoso.com by your Access Edge.
        gateway:
          domains: [contoso.com]
          edge: access.contoso.com

        # Where things are. "local" keeps the gateway's settings as files in a folder, "zone-file" edits a DNS zone file.
        # xmppstate providers lists all types, xmppstate providers TYPE the options of one.
        providers:
          gateway: { type: local, path: ./live }
          dns: { type: zone-file, zones: { contoso.com: ./contoso.com.zone } }

        edgeAccess: { provider: gateway, allowFederatedUsers: true }

        accessPolicies:
          provider: gateway
          list:
            - { identity: global, enableFederationAccess: true, enableXmppAccess: true }

        # Partners that are live and not listed here are reported and left alone.
        # A partner that leaves this list after an apply is removed.
        partners:
          provider: gateway
          list:
            - domain: fabrikam.com
              type: Federated
              negotiation: sasl-over-tls
            - domain: chat.example.org
              type: PublicUnverified
              negotiation: sasl-or-tls-dialback

        # _xmpp-server._tcp.contoso.com, so that other servers find ours at gateway.edge, port 5269.
        srvRecords:
          provider: dns
          list:
            - { domain: contoso.com, ttl: 1h }

        """;

    private const string Zone = """
        $ORIGIN contoso.com.
        $TTL 3600
        @       IN SOA  ns1.contoso.com. hostmaster.contoso.com. ( 1 3600 900 1209600 300 )
        @       IN NS   ns1.contoso.com.
        ns1     IN A    192.0.2.53
        access  IN A    203.0.113.10

        """;

    public const string Ignored = """
        # What the embedded default and the run store keep on this machine.
        live/
        .xmppstate/
        .xmppstate.lock
        plan.json

        """;
}
