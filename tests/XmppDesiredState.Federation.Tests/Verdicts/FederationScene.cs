using System.Collections.Concurrent;
using System.Net;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Federation.Tests.Verdicts;

/// <summary>Every server of the table, with a private CA and one name server, started once.</summary>
public sealed class FederationScene : IAsyncLifetime
{
    private readonly ConcurrentDictionary<Server, XmppServer> servers = [];
    private SceneCertificates? certificates;
    private NamedServer? dns;
    private Forwarder? fallback;

    internal string RootFile => certificates!.RootFile;

    internal IPEndPoint Resolver => dns!.Endpoint;

    /// <summary>Chain and key of each domain, PEM.</summary>
    internal Dictionary<string, (string Chain, string Key)> Pairs { get; } = [];

    public async ValueTask InitializeAsync()
    {
        certificates = await SceneCertificates.CreateAsync();
        dns = await NamedServer.StartAsync(new DnsZone("test", "xmpp A 127.0.0.1", "alias CNAME xmpp"));
        await IssueAsync();
        await Task.WhenAll(Enum.GetValues<Server>().Select(async server => servers[server] = await StartAsync(server)));
        fallback = Forwarder.Start(servers[Server.Encrypted].StartTls);
        await dns.UpdateAsync([.. Zone()]);
    }

    public async ValueTask DisposeAsync()
    {
        fallback?.Dispose();
        foreach (var server in servers.Values)
            await server.DisposeAsync();
        if (dns is not null) await dns.DisposeAsync();
        certificates?.Dispose();
    }

    internal ProsodyServer Prosody(Server server) => (ProsodyServer)servers[server];

    private async Task IssueAsync()
    {
        // One for all of a side that have nothing against it: each costs two processes.
        var (ours, theirs) = (OurDomain.All.Where(domain => domain.Certificate == CertificateKind.Good).Select(domain => domain.Domain).ToArray(),
            Partners.All.Where(partner => partner.Certificate == CertificateKind.Good).Select(partner => partner.Domain).ToArray());
        foreach (var (name, domains) in new[] { ("ours", ours), ("theirs", theirs) })
        {
            var pair = await certificates!.ShareAsync(name, domains);
            foreach (var domain in domains)
                Pairs.Add(domain, pair);
        }

        foreach (var (domain, kind) in OurDomain.All.Select(domain => (domain.Domain, domain.Certificate)).Concat(Partners.All.Select(partner => (partner.Domain, partner.Certificate))).Where(pair => !Pairs.ContainsKey(pair.Domain)))
            Pairs.Add(domain, await certificates!.CreateAsync(domain, kind));
    }

    private async Task<XmppServer> StartAsync(Server server)
    {
        var settings = new XmppServerSettings { Hosts = [.. Hosts(server)], Trust = RootFile, Resolver = dns };
        return server == Server.Ejabberd ? await EjabberdServer.StartAsync(settings) : await ProsodyServer.StartAsync(settings with
        {
            Lines =
            [
                $"s2s_require_encryption = {(server is Server.OursOpen or Server.Open ? "false" : "true")}",
                $"s2s_secure_auth = {(server is Server.OursStrict or Server.Strict ? "true" : "false")}",
            ],
        });
    }

    private IEnumerable<XmppHost> Hosts(Server server) =>
    [
        .. OurDomain.All.Where(domain => domain.Server == server)
            .Select(domain => new XmppHost(domain.Domain, Pairs[domain.Domain].Chain, Pairs[domain.Domain].Key) { Lines = domain.Without.IsEmpty ? [] : [Partners.Without([.. domain.Without])] }),
        .. Partners.All.Where(partner => partner.Server == server && partner.IsServed)
            .Select(partner => new XmppHost(partner.Domain, Pairs[partner.Domain].Chain, Pairs[partner.Domain].Key) { Lines = partner.Lines }),
    ];

    private IEnumerable<string> Zone()
    {
        var dead = FreePort.Take();
        foreach (var domain in OurDomain.All)
            yield return $"update add _xmpp-server._tcp.{domain.Domain}. 5 SRV 0 0 {(domain.IsFindable ? servers[domain.Server].StartTls.Port : dead)} localhost.";
        foreach (var partner in Partners.All)
        {
            foreach (var record in partner.Records ?? Partners.Usual)
            {
                var (owner, rest) = (record[..record.IndexOf(' ', StringComparison.Ordinal)], record[(record.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
                yield return $"update add {(owner == "@" ? "" : $"{owner}.")}{partner.Domain}. 5 {rest}"
                    .Replace("{starttls}", $"{servers[partner.Server].StartTls.Port}", StringComparison.Ordinal)
                    .Replace("{direct}", $"{servers[partner.Server].DirectTls.Port}", StringComparison.Ordinal)
                    .Replace("{dead}", $"{dead}", StringComparison.Ordinal)
                    .Replace("{dns}", $"{dns!.Endpoint.Port}", StringComparison.Ordinal)
                    .Replace("{fallback}", $"{fallback!.Address}", StringComparison.Ordinal);
            }
        }
    }
}
