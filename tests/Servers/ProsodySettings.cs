using System.Collections.Immutable;

namespace XmppDesiredState.Servers;

/// <summary>What a test decides about a Prosody.</summary>
public sealed record ProsodySettings
{
    public required ImmutableArray<ProsodyHost> Hosts { get; init; }

    /// <summary>PEM with the roots it trusts in peers; null for Debian's own.</summary>
    public string? Trust { get; init; }

    /// <summary>Whom it asks for SRV and addresses; null if it is to find nobody.</summary>
    public NamedServer? Resolver { get; init; }

    /// <summary>Further lines of its configuration, before the hosts: <c>s2s_secure_auth = true</c>.</summary>
    public ImmutableArray<string> Lua { get; init; } = [];

    internal string ToLua(string folder, int startTls, int directTls) => $$"""
        -- In a container tests often run as root, and so does our tool, whose key files only their owner can read. Prosody refuses root unless told; as the
        -- tests' own user, whoever that is, it reads what they write.
        run_as_root = true
        data_path = "{{folder}}/data"
        pidfile = "{{folder}}/prosody.pid"
        admin_socket = "{{folder}}/prosody.sock"
        certificates = "{{folder}}/certs"
        interfaces = { "127.0.0.1" }
        c2s_ports = { } c2s_direct_tls_ports = { } http_ports = { } https_ports = { }
        s2s_ports = { {{startTls}} }
        s2s_direct_tls_ports = { {{directTls}} }
        modules_enabled = { "saslauth"; "tls"; "dialback"; "disco"; "ping"; "admin_shell"; "posix" }
        authentication = "internal_plain"
        log = { info = "*console" }
        {{(Trust is null ? "" : $$"""ssl = { cafile = "{{Trust}}" }""")}}
        {{(Resolver is null ? "" : Unbound(Resolver))}}
        {{string.Join('\n', Lua)}}
        {{string.Join('\n', Hosts.Select(ToLua))}}

        """;

    // s2s_direct_tls_ssl too: the direct TLS port reads nothing of the host's ssl (portmanager.lua, add_sni_host), and without this setting has no certificate.
    private string ToLua(ProsodyHost host)
    {
        var pair = $$"""{ certificate = "{{host.Certificate}}"; key = "{{host.Key}}"{{(Trust is null ? "" : $"""; cafile = "{Trust}" """)}} }""";
        return $"""
            VirtualHost "{host.Domain}"
              ssl = {pair}
              s2s_direct_tls_ssl = {pair}
            """;
    }

    // libunbound answers for test. itself and asks no server on loopback, unless told.
    private static string Unbound(NamedServer resolver) => $$"""
        unbound = { resolvconf = false; hoststxt = false; forward = { "{{resolver.Endpoint.Address}}@{{resolver.Endpoint.Port}}" };
          options = { ["do-not-query-localhost:"] = "no"; ["local-zone:"] = "test. transparent"; ["cache-max-negative-ttl:"] = "1" } }
        """;
}
