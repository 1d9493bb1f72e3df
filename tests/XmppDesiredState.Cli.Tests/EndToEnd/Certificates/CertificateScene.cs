using System.Collections.Immutable;
using System.Text;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Certificates;

/// <summary>
/// A deployment whose service is a real Prosody on each member, whose store is files that Prosody reads, and whose certificates a real CA issues.
/// </summary>
internal sealed class CertificateScene : IAsyncDisposable
{
    public const string Domain = "contoso.test";

    private CertificateScene(ImmutableSortedDictionary<string, ProsodyServer> servers, Sandbox sandbox) => (Servers, Sandbox) = (servers, sandbox);

    public Sandbox Sandbox { get; }

    public ImmutableSortedDictionary<string, ProsodyServer> Servers { get; }

    /// <summary>Names of the declared certificate.</summary>
    public string[] Names { get; set; } = [Domain];

    /// <summary>What <c>extendedKeyUsage</c> says; empty for nothing.</summary>
    public string Usages { get; set; } = "";

    /// <summary>Whom the files name as issuer.</summary>
    public IssuerCommand Issuer { get; set; } = null!;

    /// <summary>Roots that an accepted chain must lead to; null: any.</summary>
    public string? Trust { get; set; }

    /// <summary>Programs of the service beside restart; a reload that does nothing plays a server that ignores it.</summary>
    public string Reload { get; set; } = "reload: [sh, programs/reload, \"{member}\"], ";

    public static async Task<CertificateScene> CreateAsync(IssuerCommand issuer, params string[] members)
    {
        var sandbox = Sandbox.Empty();
        var servers = await Task.WhenAll(members.Select(async member =>
        {
            var folder = Directory.CreateDirectory(sandbox.PathOf($"{member}/edge")).FullName;
            return (Member: member, Server: await ProsodyServer.StartAsync(new XmppHost(Domain, $"{folder}/fullchain.pem", $"{folder}/key.pem")));
        }));
        var scene = new CertificateScene(servers.ToImmutableSortedDictionary(item => item.Member, item => item.Server, StringComparer.Ordinal), sandbox) { Issuer = issuer };
        foreach (var (verb, program) in new (string, Func<ProsodyServer, ImmutableArray<string>>)[] { ("reload", server => server.Reload), ("restart", server => server.Restart) })
            sandbox.Write($"programs/{verb}", "case $1 in\n" + string.Concat(scene.Servers.Select(item => $"{item.Key}) exec {Quoted(program(item.Value))} ;;\n")) + "esac\nexit 9\n");
        return scene;
    }

    /// <summary>Writes the files as they are declared now.</summary>
    public void Declare()
    {
        var text = new StringBuilder();
        text.Append($$"""
            apiVersion: xmppstate/v1
            name: scene
            gateway: { domains: [{{Domain}}] }
            providers:
              store:
                type: pem-files
                path: .
                members: { {{string.Join(", ", Servers.Keys.Select(member => $"{member}: {member}"))}} }
            {{(Trust is null ? "" : $"    trust: {Trust}\n")}}  ca:
                type: command-issuer
                run: [{{string.Join(", ", Issuer.Run.Select(Yaml))}}]
            {{(Issuer.Chain is null ? "" : $"    chain: {Yaml(Issuer.Chain)}\n")}}{{(Issuer.Environment.IsEmpty ? "" : $"    environment: {{ {string.Join(", ", Issuer.Environment.Select(item => $"{item.Key}: {Yaml(item.Value)}"))} }}\n")}}  ops:
                type: command
                services: { edge: { {{Reload}}restart: [sh, programs/restart, "{member}"] } }
              wire:
                type: wire
                members:
            {{string.Concat(Servers.Select(item => $"      {item.Key}: {{ address: \"{item.Value.StartTls}\", directTls: \"{item.Value.DirectTls}\" }}\n"))}}certificates:
              provider: store
              list:
                - name: edge
                  names: { derive: none, additional: [{{string.Join(", ", Names)}}] }
                  key: { algorithm: ECDSA, size: 256 }
                  issuer: ca
                  restart: [edge]
            {{(Usages.Length == 0 ? "" : $"      extendedKeyUsage: {Usages}\n")}}services:
              provider: ops
              list:
                - name: edge
                  members: [{{string.Join(", ", Servers.Keys)}}]
                  health: { provider: wire, domain: {{Domain}}, within: 20s }
                  accept: [{ code: XDS2501, reason: partners know }]

            """);
        Sandbox.Write("desired.yaml", text.ToString());
    }

    public Task<ToolResult> RunAsync(params string[] args)
    {
        Declare();
        return Sandbox.RunAsync(args);
    }

    public Task<ToolResult> ApplyAsync() => RunAsync("apply", "--auto-approve", "--log-level", "debug");

    /// <summary>What openssl sees: the SHA-1 that both ports of a member present; fails when they differ.</summary>
    public async Task<string?> PresentedAsync(string member)
    {
        var server = Servers[member];
        var (clear, direct) = (await OpensslClient.StartTlsAsync(server.StartTls, Domain), await OpensslClient.DirectTlsAsync(server.DirectTls, Domain));
        Assert.Equal(clear, direct);
        return clear;
    }

    /// <summary>SHA-1 of the certificate in a member's folder, as openssl computes it.</summary>
    public async Task<string> InstalledAsync(string member)
    {
        var result = (await Tool.RunOtherAsync("openssl", Sandbox.Folder, "x509", "-in", $"{member}/edge/certificate.pem", "-noout", "-fingerprint", "-sha1")).Ended(0);
        return result.Out.Trim().Split('=')[1].Replace(":", "", StringComparison.Ordinal);
    }

    /// <summary>The way was gone to its end: openssl sees on both ports of each member what is in its folder, with every name, and nothing is left to do.</summary>
    public async Task<string> HoldsAsync()
    {
        string? one = null;
        foreach (var member in Servers.Keys)
        {
            var installed = await InstalledAsync(member);
            Assert.Equal(installed, await PresentedAsync(member));
            Assert.Equal(one ??= installed, installed);
            var names = (await Tool.RunOtherAsync("openssl", Sandbox.Folder, "x509", "-in", $"{member}/edge/certificate.pem", "-noout", "-ext", "subjectAltName")).Ended(0);
            foreach (var name in Names) names.Says($"DNS:{name}");
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Sandbox.PathOf($"{member}/edge/key.pem")));
        }

        (await RunAsync("plan", "--detailed-exitcode")).Ended(0).Says("No changes.");
        return one!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Servers.Values) await server.DisposeAsync();
        Sandbox.Dispose();
    }

    private static string Yaml(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Quoted(ImmutableArray<string> command) => string.Join(' ', command.Select(word => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
}
