using System.Collections.Immutable;

namespace XmppDesiredState.Servers;

/// <summary>
/// ejabberd 23.01. What it does with certificates:
/// - Without the files it starts, with both ports open. STARTTLS is offered all the same, and the connection closed in the handshake (<c>no_certfile</c>), as on
///   the direct TLS port.
/// - <c>reload_config</c> is all it needs afterwards, for the first certificate too.
/// - A reload with a key of another certificate: exit code 0 all the same, and then no TLS on either port.
/// - A failed outgoing connection is not tried again for one to three minutes; <c>stop_s2s_connections</c> ends that.
/// - It wants clientAuth in the certificate of who opens a stream, and offers SASL EXTERNAL to everybody.
/// - Where it cannot check a key it says <c>remote-server-not-found</c>, also when the server was found and answers no such questions.
/// </summary>
public sealed class EjabberdServer : XmppServer
{
    private const string Config = "ejabberd.yml";

    private EjabberdServer()
    {
    }

    public override ImmutableArray<string> Reload => Control("reload_config");

    public static Task<EjabberdServer> StartAsync(params ImmutableArray<XmppHost> hosts) => StartAsync(new XmppServerSettings { Hosts = hosts });

    public static async Task<EjabberdServer> StartAsync(XmppServerSettings settings)
    {
        var server = new EjabberdServer();
        server.Files.Write(Config, server.Yaml(settings));
        server.Files.Write($"broken-{Config}", "hosts: [\n");
        server.Files.Write("inetrc", ResolverSettings(settings.Resolver));
        server.Files.Write("ejabberdctl.cfg", server.ControlSettings());
        // Debian's script runs for root and ejabberd only, and as the latter. This copy runs as who runs it, and becomes the server instead of its parent.
        var script = await File.ReadAllTextAsync(Tool.Find("ejabberdctl"));
        server.Files.Write("ejabberdctl", script.Replace("INSTALLUSER=ejabberd", "INSTALLUSER=", StringComparison.Ordinal)
            .Replace("as_current_user) \"$@\" ;;", "as_current_user) exec \"$@\" ;;", StringComparison.Ordinal));
        await server.StartAsync(ServiceScript.Text("bash ejabberdctl --ctl-config \"$PWD/ejabberdctl.cfg\" --config \"$config\" foreground", Config, "true",
            server.StartTls.Port, server.DirectTls.Port));
        return server;
    }

    /// <summary>A command of ejabberdctl, such as <c>stop_s2s_connections</c>.</summary>
    public Task<ToolResult> ControlAsync(params string[] arguments) => Tool.RunAsync(Control(arguments));

    private ImmutableArray<string> Control(params string[] arguments) =>
        ["bash", Files["ejabberdctl"], "--ctl-config", Files["ejabberdctl.cfg"], "--config", Files[Config], .. arguments];

    // HOME and the cookie: Erlang keeps one in the user's home otherwise. ERL_DIST_PORT: no epmd, which would outlive everybody.
    private string ControlSettings() => $"""
        export HOME={Folder}
        CONFIG_DIR={Folder}
        LOGS_DIR={Folder}
        SPOOL_DIR={Folder}
        VMARGS={Folder}/vm.args
        ERLANG_NODE=ejabberd@localhost
        INET_DIST_INTERFACE=127.0.0.1
        ERL_DIST_PORT={FreePort.Take()}
        ERL_OPTIONS="+S 1 -setcookie fixture"

        """;

    // resolv_conf before nameserver, or it empties the list again.
    private static string ResolverSettings(NamedServer? resolver) => $$"""
        {lookup,["file","dns"]}.
        {host,{127,0,0,1},["localhost"]}.
        {resolv_conf,"/dev/null"}.
        {{(resolver is null ? "" : $$"""{nameserver,{127,0,0,1},{{resolver.Endpoint.Port}}}.""")}}

        """;

    private string Yaml(XmppServerSettings settings) => $$"""
        hosts: [{{string.Join(", ", settings.Hosts.Select(host => $"\"{host.Domain}\""))}}]
        loglevel: info
        certfiles: [{{string.Join(", ", settings.Hosts.SelectMany(host => new[] { host.Certificate, host.Key }).Distinct().Select(file => $"\"{file}\""))}}]
        acme: { auto: false }
        listen:
          - { port: {{StartTls.Port}}, ip: "127.0.0.1", module: ejabberd_s2s_in }
          - { port: {{DirectTls.Port}}, ip: "127.0.0.1", module: ejabberd_s2s_in, tls: true }
        modules:
          mod_ping: {}
          mod_s2s_dialback: {}
        outgoing_s2s_families: [ipv4]
        s2s_dns_timeout: 3
        {{(settings.Trust is { } roots ? $"ca_file: \"{roots}\"" : "")}}
        {{(settings.Lines.Any(line => line.StartsWith("s2s_use_starttls:", StringComparison.Ordinal)) ? "" : "s2s_use_starttls: required")}}
        {{string.Join('\n', settings.Lines)}}
        {{OfHosts(settings.Hosts)}}

        """;

    private static string OfHosts(ImmutableArray<XmppHost> hosts) => hosts.All(host => host.Lines.IsEmpty) ? ""
        : "host_config:\n" + string.Join('\n', hosts.Where(host => !host.Lines.IsEmpty).Select(host => $"  \"{host.Domain}\": {{ {string.Join(", ", host.Lines)} }}"));
}
