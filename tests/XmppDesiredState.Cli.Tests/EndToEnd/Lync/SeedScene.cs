using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.Cli.Tests.EndToEnd.Certificates;
using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.Providers;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Lync;

/// <summary>
/// Everything that an XMPP federation of Lync consists of: a Front End and two Edge servers behind one OpenSSH server, a zone in BIND, a CA that people carry requests to, and
/// the wire. The machines differ by the command that their connections start.
/// </summary>
internal sealed class SeedScene : IAsyncDisposable
{
    public const string Domain = LyncWorld.SipDomain;

    public static readonly string[] Usages = ["AccessEdgeExternal", "AudioVideoAuthentication", "DataEdgeExternal", "XMPPServer"];

    private static readonly ImmutableArray<IProviderFactory> Factories = [.. ProviderCatalog.Create().Select(factory => factory.Type == "rfc2136" ? new ByRealTime(factory) : factory)];

    private SeedScene(OpenSshServer sshd, NamedServer bind, LyncWorld world, Sandbox sandbox) => (Sshd, Bind, World, Sandbox, Wire) = (sshd, bind, world, sandbox, new RecordingRelay(sshd.Endpoint));

    public OpenSshServer Sshd { get; }

    public NamedServer Bind { get; }

    public LyncWorld World { get; }

    public Sandbox Sandbox { get; }

    /// <summary>Every connection to a machine goes through it.</summary>
    public RecordingRelay Wire { get; }

    public SettableClock Clock { get; } = new(DateTimeOffset.UtcNow);

    public static string[] Edges => [LyncWorld.Edge1, LyncWorld.Edge2];

    public static async Task<SeedScene> CreateAsync()
    {
        var sandbox = Sandbox.Empty();
        var scene = new SeedScene(await OpenSshServer.StartAsync(), await NamedServer.StartAsync(new DnsZone(Domain, "sip A 127.0.0.1")), LyncWorld.Create(sandbox.PathOf("world")), sandbox);
        // What the Edge servers came with: they present something before the first certificate of ours.
        foreach (var edge in Edges) scene.World.Assign(edge, Old(edge), Usages);
        scene.World.Certificates.Authority(authority => authority with { LifetimeDays = 365 });
        scene.World.StartListeners();
        scene.Declare();
        return scene;
    }

    /// <summary>The files of the seed.</summary>
    /// <param name="timeout">For one command, and for services to come back.</param>
    public void Declare(string timeout = "2m") => Sandbox.Write("desired.yaml", $$"""
        apiVersion: xmppstate/v1
        name: contoso
        gateway: { domains: [{{Domain}}], edge: {{LyncWorld.AccessEdgeFqdn}} }
        providers:
          lync:
            type: lync
            connection: {{Ssh(LyncWorld.FrontEnd)}}
            machines: { {{LyncWorld.Edge1}}: {{Ssh(LyncWorld.Edge1)}}, {{LyncWorld.Edge2}}: {{Ssh(LyncWorld.Edge2)}} }
            replication: { within: 30s }
            timeout: {{timeout}}
          people: { type: manual, requests: requests, certificates: issued, leadTime: 10d }
          dns: { type: rfc2136, server: "{{Bind.Endpoint}}", zones: [{{Domain}}], keys: [{ name: {{Bind.Key.Name}}, secret: { env: XMPP_TSIG } }], settle: { servers: ["{{Bind.Endpoint}}"] } }
          outside: { type: wire, members: { {{LyncWorld.Edge1}}: { address: "{{EndpointOf(LyncWorld.Edge1)}}" }, {{LyncWorld.Edge2}}: { address: "{{EndpointOf(LyncWorld.Edge2)}}" } } }
        edgeAccess: { provider: lync, allowFederatedUsers: true }
        accessPolicies:
          provider: lync
          list:
            - { identity: global, enableFederationAccess: true, enableXmppAccess: true }
        certificates:
          provider: lync
          list:
            - name: edge-external
              friendlyName: Edge external
              usages: [{{string.Join(", ", Usages)}}]
              subject: { organization: Contoso, organizationalUnit: Messaging, locality: Redmond, state: Washington, country: US }
              names: { derive: lync-edge }
              key: { algorithm: RSA, size: 2048, exportable: true }
              extendedKeyUsage: { require: [serverAuth], prefer: [clientAuth] }
              issuer: people
              restart: [edge]
        srvRecords:
          provider: dns
          list:
            - { domain: {{Domain}}, ttl: 1h, targets: [{ target: {{LyncWorld.AccessEdgeFqdn}} }] }
        services:
          provider: lync
          list:
            - { name: edge, members: [{{LyncWorld.Edge1}}, {{LyncWorld.Edge2}}], health: { provider: outside, domain: {{Domain}}, within: 30s } }
        partners:
          provider: lync
          list:
            - { domain: fabrikam.example, type: Federated, negotiation: sasl-over-tls }

        """);

    public Task<Run> RunAsync(params string[] args) => Run.Of(null, args, variables => variables["XMPP_TSIG"] = Bind.Key.Secret, folder: Sandbox.Folder, clock: Clock, factories: Factories);

    /// <summary>The program itself, which can be killed.</summary>
    public Tool Start(params string[] args) => Tool.Start(Sandbox.Folder, args, variables => variables["XMPP_TSIG"] = Bind.Key.Secret);

    public Task<Run> ApplyAsync() => RunAsync("apply", "--auto-approve");

    /// <summary>What a person does between two runs: has the request signed and puts the answer into the folder.</summary>
    /// <returns>The thumbprint.</returns>
    public string Issue(string file = "answer.pem")
    {
        using var issued = World.Certificates.Sign(Sandbox.Read("requests/edge-external.csr"));
        Sandbox.Write($"issued/{file}", issued.ExportCertificatePem());
        return issued.Thumbprint;
    }

    /// <summary>Both Edge servers present it, use it for everything, and nothing is left to do.</summary>
    public async Task HoldsAsync(string thumbprint)
    {
        foreach (var edge in Edges)
        {
            Assert.Equal(thumbprint, await PresentedAsync(edge));
            Assert.All(Usages, usage => Assert.Equal(thumbprint, World.Certificates.Assigned(edge)[usage]));
        }

        (await RunAsync("plan", "--detailed-exitcode")).Ended(0).Says("No changes.");
    }

    public Task<string?> PresentedAsync(string edge) => OpensslClient.StartTlsAsync(EndpointOf(edge), Domain);

    public async ValueTask DisposeAsync()
    {
        World.Dispose();
        await Wire.DisposeAsync();
        await Bind.DisposeAsync();
        await Sshd.DisposeAsync();
        Sandbox.Dispose();
    }

    private IPEndPoint EndpointOf(string edge) => new(IPAddress.Loopback, World.XmppPort(edge));

    private string Ssh(string machine) =>
        $"{{ ssh: {{ host: 127.0.0.1, port: {Wire.Port}, user: {Sshd.User}, hostKey: [\"{Sshd.Fingerprint}\"], privateKey: {{ file: \"{Sshd.PrivateKeyFile}\" }}, command: \"{World.Program(machine)}\", connectTimeout: 5s }} }}";

    private static X509Certificate2 Old(string edge)
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        var request = new CertificateRequest($"CN={edge}", key, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(20));
    }
}
