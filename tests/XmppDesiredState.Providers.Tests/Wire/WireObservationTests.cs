using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.Resources;
using XmppDesiredState.TestPeers;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Wire;

public sealed class WireObservationTests : IDisposable
{
    private readonly X509Certificate2 first = TestCertificate.Ecdsa("contoso.test"), second = TestCertificate.Rsa("contoso.test");

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task Observe_portsAgree_isTheThumbprint()
    {
        await using XmppResponder clear = XmppResponder.StartTls(() => first), direct = XmppResponder.DirectTls(() => first);

        var seen = await new Edge().With("edge1", clear.Address, direct.Address).With("edge2", clear.Address).With("edge3", directTls: direct.Address).ObserveAsync();

        Assert.Equal([("edge1", first.Thumbprint), ("edge2", first.Thumbprint), ("edge3", first.Thumbprint)], Edge.Loaded(seen).Select(member => (member.Key, member.Value)));
        Assert.Empty(seen.Unknown);
        Assert.Empty(seen.Notes);
        Assert.Equal(("wire", false), (seen.Target, seen.SawUnlisted));
    }

    [Fact]
    public async Task Observe_portsDiffer_equalsNoThumbprint()
    {
        await using XmppResponder clear = XmppResponder.StartTls(() => first), direct = XmppResponder.DirectTls(() => second);

        var seen = await new Edge().With("edge1", clear.Address, direct.Address).ObserveAsync();

        Assert.Equal($"{first.Thumbprint} (STARTTLS), {second.Thumbprint} (direct TLS)", Edge.Loaded(seen)["edge1"]);
        Assert.Equal("XDS9809", Assert.Single(seen.Notes).Code);
        Assert.Empty(seen.Unknown);
    }

    [Fact]
    public async Task Observe_noStartTls_isNoCertificateAndEqualsNone()
    {
        await using var bare = new XmppResponder(async peer =>
        {
            await peer.ReadUntilAsync("version='1.0'>");
            await peer.SendAsync(XmppResponder.Header + "<stream:features><dialback xmlns='urn:xmpp:features:dialback'/></stream:features>");
            await peer.SilenceAsync();
        });

        var seen = await new Edge().With("edge1", bare.Address, XmppResponder.Closed()).ObserveAsync();

        Assert.Equal("no certificate", Edge.Loaded(seen)["edge1"]);
        Assert.Equal("XDS9811", Assert.Single(seen.Notes).Code);
        Assert.Empty(seen.Unknown);
    }

    [Fact]
    public async Task Observe_onePortDown_isUnknown()
    {
        await using var clear = XmppResponder.StartTls(() => first);
        var closed = XmppResponder.Closed();

        var seen = await new Edge().With("edge1", clear.Address, closed).ObserveAsync();

        Assert.Empty(Edge.Loaded(seen));
        var (member, why) = (Assert.Single(seen.Unknown).Member, seen.Unknown[0].Why);
        Assert.Equal(("edge1", "XDS9801", "service/edge@wire"), (member, why.Code, why.Address));
        Assert.Equal($"edge1 of service/edge could not be asked: {closed} refused the connection (direct TLS).", why.Summary);
        Assert.Contains("firewall", why.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Observe_membersNobodyLists_areUnknown()
    {
        await using var clear = XmppResponder.StartTls(() => first);

        var seen = await new Edge().With("edge1", clear.Address).ObserveAsync("edge1", "edge2");

        Assert.Equal(["edge1"], Edge.Loaded(seen).Keys);
        Assert.Equal(("edge2", "XDS9802"), (Assert.Single(seen.Unknown).Member, seen.Unknown[0].Why.Code));
        Assert.Contains("members of wire", seen.Unknown[0].Why.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Observe_serviceWithoutDomain_isUnknown()
    {
        await using var clear = XmppResponder.StartTls(() => first);

        var seen = await new Edge { Domain = null }.With("edge1", clear.Address).ObserveAsync();

        Assert.Equal(("edge1", "XDS9803"), (Assert.Single(seen.Unknown).Member, seen.Unknown[0].Why.Code));
        Assert.IsType<Value.Cleared>(Assert.Single(seen.Resources).Resource[Service.Loaded]);
    }

    public static TheoryData<string, string> Hostile() => new()
    {
        { "flood", "while its features were read" },
        { "drip", "did not answer within" },
        { "silence", "did not answer within" },
        { "http", "not XMPP" },
        { "injection", "after it had agreed to begin TLS" },
        { "dtd", "XMPP forbids" },
        { "reset", "closed the connection" },
        { "alert", "failed the TLS handshake" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Observe_oneHostileMember_leavesTheOthersAlone(string behaviour, string said)
    {
        await using XmppResponder good = XmppResponder.StartTls(() => first), bad = new(peer => BehaveAsync(peer, behaviour));
        // Short only for those who never answer.
        var edge = new Edge { Timeout = TimeSpan.FromSeconds(behaviour is "drip" or "silence" ? 4 : 60) };

        var seen = await edge.With("edge1", good.Address).With("edge2", bad.Address).With("edge3", good.Address).ObserveAsync();

        Assert.Equal(["edge1", "edge3"], Edge.Loaded(seen).Keys);
        Assert.Equal(("edge2", "XDS9801"), (Assert.Single(seen.Unknown).Member, seen.Unknown[0].Why.Code));
        Assert.Contains(said, seen.Unknown[0].Why.Summary, StringComparison.Ordinal);
        Assert.Contains(bad.Address, seen.Unknown[0].Why.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Observe_manyMembers_asksSixteenAtOnce()
    {
        var (now, most) = (0, 0);
        await using var server = new XmppResponder(async peer =>
        {
            var current = Interlocked.Increment(ref now);
            InterlockedMax(ref most, current);
            await Task.Delay(100, peer.Cancellation);
            await peer.AgreeAsync();
            Interlocked.Decrement(ref now);
            await peer.SecureAsync(first);
        });
        var edge = new Edge();
        for (var number = 10; number < 50; number++) edge.With($"edge{number}", server.Address);

        var seen = await edge.ObserveAsync();

        Assert.Equal(40, Edge.Loaded(seen).Count);
        Assert.InRange(most, 2, 16);
    }

    [Fact]
    public async Task Observe_version_followsWhatIsLoaded()
    {
        var served = first;
        await using var server = XmppResponder.DirectTls(() => served);
        var edge = new Edge().With("edge1", directTls: server.Address);

        var versions = new List<string> { (await edge.ObserveAsync()).Resources[0].Version, (await edge.ObserveAsync()).Resources[0].Version };
        served = second;
        versions.Add((await edge.ObserveAsync()).Resources[0].Version);

        Assert.Equal(versions[0], versions[1]);
        Assert.NotEqual(versions[0], versions[2]);
    }

    [Fact]
    public async Task Observe_otherKind_isRefused()
    {
        await using var provider = new Edge().Create();

        var problem = await Assert.ThrowsAsync<ProviderException>(() => provider.ObserveAsync(new Scope(Partner.Kind, [], Unlisted: true), CancellationToken.None));

        Assert.Equal("XDS9806", problem.Diagnostic.Code);
    }

    [Fact]
    public async Task Observe_cancelled_throws()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new XmppResponder(async peer =>
        {
            await stop.CancelAsync();
            await peer.SilenceAsync();
        });
        var edge = new Edge().With("edge1", server.Address);
        await using var provider = edge.Create();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => provider.ObserveAsync(new Scope(Service.Kind, [edge.Declare("edge1")], Unlisted: false), stop.Token));
    }

    internal static async Task BehaveAsync(XmppResponder.Peer peer, string behaviour)
    {
        await peer.ReadUntilAsync("version='1.0'>");
        switch (behaviour)
        {
            case "flood":
                await peer.SendAsync(XmppResponder.Header + "<stream:features>");
                while (true) await peer.SendAsync(new string('a', 4000));
            case "drip":
                while (true)
                {
                    await peer.SendAsync(" ");
                    await Task.Delay(50, peer.Cancellation);
                }

            case "http":
                await peer.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n");
                break;
            case "injection":
                await peer.SendAsync(XmppResponder.Header + XmppResponder.Features);
                await peer.ReadUntilAsync("xmpp-tls'/>");
                await peer.SendAsync(XmppResponder.Proceed + XmppResponder.SecuredFeatures);
                break;
            case "dtd":
                await peer.SendAsync("<!DOCTYPE a [<!ENTITY b 'c'>]>");
                break;
            case "alert":
                await peer.SendAsync(XmppResponder.Header + XmppResponder.Features);
                await peer.ReadUntilAsync("xmpp-tls'/>");
                await peer.SendAsync(XmppResponder.Proceed);
                await peer.ReadUntilAsync("contoso.test");
                await peer.SendAsync(new byte[] { 21, 3, 3, 0, 2, 2, 40 });
                break;
            case "reset":
                return;
        }

        await peer.SilenceAsync();
    }

    private static void InterlockedMax(ref int most, int current)
    {
        for (var seen = most; seen < current; seen = most) Interlocked.CompareExchange(ref most, current, seen);
    }
}
