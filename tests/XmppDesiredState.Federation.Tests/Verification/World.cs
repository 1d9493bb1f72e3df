using System.Collections.Immutable;
using System.Net;
using XmppDesiredState.Certificates;
using XmppDesiredState.Federation.Tests.Dns;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Tests.Verification;

/// <summary>A DNS that is made of a few lines, and a CA.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly Dictionary<string, (int Priority, string Host, int Port)[]> services = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IPAddress[]> hosts = new(StringComparer.Ordinal);
    private readonly FakeResolver resolver;

    public World()
    {
        resolver = new FakeResolver(Answer);
        Settings = new VerifySettings { Resolver = resolver.Endpoint, TrustRoots = [Authority.Certificate], Limits = Streams.Probe.Patient };
    }

    public CertificateAuthority Authority { get; } = Pair.Authority();

    public VerifySettings Settings { get; }

    /// <summary>The servers of a domain, each on loopback unless its host has another address.</summary>
    public World With(string domain, params (int Priority, string Host, int Port)[] servers)
    {
        services[$"_xmpp-server._tcp.{domain}"] = servers;
        foreach (var server in servers) hosts.TryAdd(server.Host, [IPAddress.Loopback]);
        return this;
    }

    public World With(string domain, FakePeer server) => With(domain, (0, $"xmpp.{domain}", server.Port));

    public World WithDirectTls(string domain, int port)
    {
        services[$"_xmpps-server._tcp.{domain}"] = [(0, $"xmpp.{domain}", port)];
        hosts.TryAdd($"xmpp.{domain}", [IPAddress.Loopback]);
        return this;
    }

    public World WithHost(string host, params IPAddress[] addresses)
    {
        hosts[host] = addresses;
        return this;
    }

    public async Task<PeerVerdict> VerifyAsync(string preset, VerifySettings? settings = null) =>
        Assert.Single(await RunAsync([Peer("fabrikam.test", preset)], settings ?? Settings));

    public async Task<ImmutableArray<PeerVerdict>> RunAsync(ImmutableArray<VerifyPeer> peers, VerifySettings settings, Action<PeerVerdict>? ended = null) =>
        await new Verifier(settings, TimeProvider.System).RunAsync(peers, ["contoso.test"], ended, TestContext.Current.CancellationToken);

    public static VerifyPeer Peer(string domain, string preset) => new(domain, IsOurs: false, domain, Negotiation.Presets.Single(known => known.Name == preset).Negotiation);

    public static VerifyPeer Own(string domain) => new(domain, IsOurs: true, null, null);

    public ValueTask DisposeAsync() => resolver.DisposeAsync();

    private byte[] Answer(FakeResolver.Question question)
    {
        if (question.Type == FakeResolver.Srv && services.TryGetValue(question.Name, out var servers)) return question.Reply(0, [.. servers.Select(server => FakeResolver.SrvOf(server.Priority, 0, server.Port, server.Host))]);
        if (!hosts.TryGetValue(question.Name, out var addresses)) return question.Reply(3);
        return question.Reply(0, [.. addresses.Where(address => address.GetAddressBytes().Length == (question.Type == FakeResolver.A ? 4 : 16)).Select(address => FakeResolver.Record(question.Type, address.GetAddressBytes()))]);
    }
}
