using System.Collections.Immutable;
using XmppDesiredState.Certificates;
using XmppDesiredState.Resources;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Federation;

/// <summary>Our domain and those of others on real Prosodies, found through a real BIND, with certificates of one CA; and a folder whose file declares partners.</summary>
public sealed class FederationScene : IAsyncLifetime
{
    public const string Ours = "contoso.test", Good = "fabrikam.test", Wrong = "wrong.test", Stranger = "stranger.test", Closed = "closed.test", Many = "many.test";

    private readonly Sandbox folder = Sandbox.Empty();
    private readonly CertificateAuthority ca = CertificateAuthority.Create("Federation root", KeyAlgorithm.Ecdsa, 256, TimeSpan.FromDays(90), DateTimeOffset.UtcNow);

    public NamedServer Dns { get; private set; } = null!;

    public ProsodyServer Our { get; private set; } = null!;

    public ProsodyServer Their { get; private set; } = null!;

    /// <summary>A port where nobody listens.</summary>
    public int DeadPort { get; } = FreePort.Take();

    public string Roots => folder.PathOf("roots.pem");

    public string Certificate(string domain) => folder.PathOf($"{domain}.pem");

    public string Key(string domain) => folder.PathOf($"{domain}.key");

    /// <summary>A new folder with the state file; partners as <c>domain negotiation</c>, domains of ours beside the first.</summary>
    internal Sandbox Declare(params IEnumerable<string> partners)
    {
        var sandbox = Sandbox.Empty();
        sandbox.Write("desired.yaml", $$"""
            apiVersion: xmppstate/v1
            name: scene

            gateway:
              domains: [{{Ours}}]

            providers:
              gateway: { type: local, path: live }

            partners:
              provider: gateway
              list:
            {{string.Concat(partners.Select(partner => $"    - {{ domain: {partner.Split(' ')[0]}, type: PublicUnverified, negotiation: {partner.Split(' ')[1]} }}\n"))}}
            """.TrimEnd() + "\n");
        return sandbox;
    }

    /// <summary>The program in this process, on one of those folders, with this scene's resolver and roots.</summary>
    internal Task<Run> RunAsync(Sandbox sandbox, params string[] args) => Run.Of(null, ["verify", .. args, "--resolver", $"{Dns.Endpoint}", "--trust", Roots], folder: sandbox.Folder);

    /// <summary>The same, with our certificate and its key.</summary>
    internal Task<Run> ProveAsync(Sandbox sandbox, params string[] args) => RunAsync(sandbox, [.. args, "--certificate", Certificate(Ours), "--key", Key(Ours)]);

    public async ValueTask InitializeAsync()
    {
        folder.Write("roots.pem", ca.Certificate.ToPem());
        foreach (var domain in (string[])[Ours, Good, Stranger]) Issue(domain, domain);
        Issue(Wrong, "another.test");
        string[] others = [Good, Wrong, Stranger];
        Dns = await NamedServer.StartAsync([.. others.Append(Ours).Append(Closed).Select(name => new DnsZone(name, "xmpp A 127.0.0.1")), new DnsZone(Many)]);
        Our = await ProsodyServer.StartAsync(Settings(Ours));
        Their = await ProsodyServer.StartAsync(Settings(others));
        await PublishAsync(Ours, Our.StartTls.Port);
        await PublishAsync(Closed, DeadPort);
        foreach (var other in others) await PublishAsync(other, Their.StartTls.Port);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in (XmppServer?[])[Our, Their])
        {
            if (server is not null) await server.DisposeAsync();
        }

        if (Dns is not null) await Dns.DisposeAsync();
        folder.Dispose();
    }

    private Task PublishAsync(string domain, int port) => Dns.UpdateAsync($"update add _xmpp-server._tcp.{domain}. 5 SRV 0 0 {port} xmpp.{domain}.");

    private XmppServerSettings Settings(params IEnumerable<string> domains) => new()
    {
        Hosts = [.. domains.Select(domain => new XmppHost(domain, Certificate(domain), Key(domain)))],
        Trust = Roots,
        Resolver = Dns,
        Lines = ["s2s_require_encryption = true"],
    };

    private void Issue(string domain, string name)
    {
        var key = KeyPair.Create(KeyAlgorithm.Ecdsa, 256);
        var wanted = new WantedCertificate("edge", null, ImmutableSortedDictionary<string, string>.Empty, [name], KeyAlgorithm.Ecdsa, 256, false, ["serverAuth", "clientAuth"], [], "");
        folder.Write($"{domain}.key", key.ToPem());
        folder.Write($"{domain}.pem", ca.Issue(SigningRequest.Read(SigningRequest.Create(key, wanted, []))!, [name], ["serverAuth", "clientAuth"], TimeSpan.FromDays(60), DateTimeOffset.UtcNow));
    }
}
