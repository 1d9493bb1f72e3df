using System.Collections.Immutable;

namespace XmppDesiredState.Servers;

/// <summary>
/// Prosody 0.12. What it does with certificates, seen with 0.12.3:
/// - Without the files it starts, with both ports open, and complains in its log. STARTTLS is then not offered (nor may anyone go on without, as encryption is
///   required by default), and direct TLS fails in the handshake (alert 40).
/// - A reload is all it needs afterwards: the files are read again, and both ports show the certificate, the first one too. No restart.
/// - Files replaced without a reload: the old certificate is shown on.
/// - A reload with a key of another certificate: exit code 0 all the same. STARTTLS is offered no more, direct TLS shows the old certificate on.
/// - Direct TLS needs the client's SNI, as the certificate belongs to a host.
/// What it does with other servers:
/// - <c>s2s_require_encryption</c> and <c>s2s_secure_auth</c> hold for the process; the modules tls, saslauth and dialback may be left out for one host.
/// - Without <c>s2s_secure_auth</c> it uses SASL EXTERNAL towards a server whose certificate is no good, and goes on with dialback where its own is refused.
/// - It wants serverAuth in the certificates of both sides, and clientAuth in none.
/// - A host without dialback ends the stream of who asks about a key; a Prosody that asked gives no answer then, so a ping is met with silence.
/// </summary>
public sealed class ProsodyServer : XmppServer
{
    private const string Config = "prosody.cfg.lua";

    private ProsodyServer()
    {
    }

    // Not `prosodyctl reload` or a signal: those return before it is done.
    public override ImmutableArray<string> Reload => Shell("config:reload()");

    public static Task<ProsodyServer> StartAsync(params ImmutableArray<XmppHost> hosts) => StartAsync(new XmppServerSettings { Hosts = hosts });

    public static async Task<ProsodyServer> StartAsync(XmppServerSettings settings)
    {
        var server = new ProsodyServer();
        Directory.CreateDirectory(server.Files["data"]);
        Directory.CreateDirectory(server.Files["certs"]);
        server.Files.Write(Config, server.Lua(settings));
        server.Files.Write($"broken-{Config}", "-- A slip of somebody's pen.\nVirtualHost \"\n");
        // The admin socket is the last to come.
        await server.StartAsync(ServiceScript.Text("prosody --config \"$config\" -F", Config, "[ -S prosody.sock ]", server.StartTls.Port, server.DirectTls.Port));
        return server;
    }

    /// <summary>A command in its admin shell, such as <c>xmpp:ping("contoso.test", "fabrikam.test")</c> or <c>s2s:show()</c>; exit code 1 if it says no.</summary>
    public Task<ToolResult> ShellAsync(string command) => Tool.RunAsync(Shell(command));

    private ImmutableArray<string> Shell(string command) => ["prosodyctl", "--config", Files[Config], "shell", command];

    // run_as_root: Prosody refuses root unless told. Nothing happens to another user.
    private string Lua(XmppServerSettings settings) => $$"""
        run_as_root = true
        data_path = "{{Folder}}/data"
        pidfile = "{{Folder}}/prosody.pid"
        admin_socket = "{{Folder}}/prosody.sock"
        certificates = "{{Folder}}/certs"
        interfaces = { "127.0.0.1" }
        c2s_ports = { } c2s_direct_tls_ports = { } http_ports = { } https_ports = { }
        s2s_ports = { {{StartTls.Port}} }
        s2s_direct_tls_ports = { {{DirectTls.Port}} }
        modules_enabled = { "saslauth"; "tls"; "dialback"; "disco"; "ping"; "admin_shell"; "posix" }
        authentication = "internal_plain"
        log = { info = "*console" }
        {{(settings.Trust is { } roots ? $$"""ssl = { cafile = "{{roots}}" }""" : "")}}
        {{(settings.Resolver is { } resolver ? Unbound(resolver) : "")}}
        {{string.Join('\n', settings.Lines)}}
        {{string.Join('\n', settings.Hosts.Select(host => VirtualHost(host, settings.Trust)))}}

        """;

    // s2s_direct_tls_ssl too: the direct TLS port reads nothing of the host's ssl (portmanager.lua, add_sni_host), and without this setting has no certificate.
    private static string VirtualHost(XmppHost host, string? trust)
    {
        var pair = $$"""{ certificate = "{{host.Certificate}}"; key = "{{host.Key}}"{{(trust is null ? "" : $"; cafile = \"{trust}\"")}} }""";
        return $"""
            VirtualHost "{host.Domain}"
              ssl = {pair}
              s2s_direct_tls_ssl = {pair}
            {string.Join('\n', host.Lines.Select(line => $"  {line}"))}
            """;
    }

    // libunbound answers for test. itself and asks no server on loopback, unless told.
    private static string Unbound(NamedServer resolver) => $$"""
        unbound = { resolvconf = false; hoststxt = false; forward = { "{{resolver.Endpoint.Address}}@{{resolver.Endpoint.Port}}" };
          options = { ["do-not-query-localhost:"] = "no"; ["local-zone:"] = "test. transparent"; ["cache-max-negative-ttl:"] = "1" } }
        """;
}
