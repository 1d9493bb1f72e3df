using System.Net;
using XmppDesiredState.Changes;
using XmppDesiredState.Federation.Dns;
using XmppDesiredState.Providers.Rfc2136;
using XmppDesiredState.Resources;
using XmppDesiredState.Servers;
using XmppDesiredState.Values;
using static XmppDesiredState.Providers.Tests.Rfc2136.DnsBench;

namespace XmppDesiredState.Providers.Tests.Rfc2136;

/// <summary>The BIND fixture is primary; the Knot fixture serves the same zones and gets nothing, unless a test brings it there: a secondary that lags.</summary>
public sealed class Rfc2136SettleTests(NamedFixture bind, KnotFixture knot) : IClassFixture<NamedFixture>, IClassFixture<KnotFixture>
{
    private static IProvider Provider(NamedServer primary, string zone, string within, IPEndPoint? resolver, params IPEndPoint[] servers)
    {
        var settle = Value.Map.NoItems.Add("within", new Value.Text(within));
        if (servers.Length > 0) settle = settle.Add("servers", new Value.List([.. servers.Select(server => new Value.Text(server.ToString()))]));
        if (resolver is not null) settle = settle.Add("resolver", new Value.Text(resolver.ToString()));
        var settings = Settings(primary.Endpoint, [zone], [(primary.Key.Name, primary.Key.Secret)]);
        return new Rfc2136ProviderFactory().Create(settings with { Options = settings.Options.Add("settle", new Value.Map(settle)) });
    }

    private static Step Settle(string owner, Resource? after) => new(1, "dns", new ResourceId(SrvRecord.Kind, owner), null, Operation.Settle, null, after);

    [Fact]
    public async Task Settle_EveryServerHasIt_IsApplied()
    {
        var zone = bind.NextZone();
        await using var provider = Provider(bind.Server, zone, "5s", null, bind.Server.Endpoint);
        var wanted = Srv(Owner(zone, 1), 60, A, B);
        await ConvergeAsync(provider, wanted);
        Assert.Equal(StepResult.Applied, (await ExecuteAsync(provider, Settle(wanted.Id.Name, wanted)))[0].Result);
        Assert.Equal(StepResult.Applied, (await ExecuteAsync(provider, Settle(Owner(zone, 2), null)))[0].Result);
        Assert.Equal(StepResult.NotDone, (await ExecuteAsync(Provider(bind.Server, zone, "1s", null, bind.Server.Endpoint), Settle(wanted.Id.Name, Srv(wanted.Id.Name, 61, A, B))))[0].Result);
    }

    [Fact]
    public async Task Settle_NamesInALabels_AreComparedAsTheyAre()
    {
        var zone = bind.NextZone();
        await using var provider = Provider(bind.Server, zone, "5s", null, bind.Server.Endpoint);
        var wanted = Srv($"_xmpp-server._tcp.xn--bcher-kva.{zone}", 60, new SrvTarget(0, 0, 5269, "xn--strae-oqa.example"));
        await ConvergeAsync(provider, wanted);
        Assert.Equal(StepResult.Applied, (await ExecuteAsync(provider, Settle(wanted.Id.Name, wanted)))[0].Result);
    }

    [Fact]
    public async Task Settle_OneLags_IsNamedAndTheOthersAreNot()
    {
        var zone = bind.NextZone();
        await using var provider = Provider(bind.Server, zone, "1s", null, bind.Server.Endpoint, knot.Server.Endpoint, new IPEndPoint(IPAddress.Loopback, 1));
        var wanted = Srv(Owner(zone, 1), 60, A);
        await ConvergeAsync(provider, wanted);
        var outcome = (await ExecuteAsync(provider, Settle(wanted.Id.Name, wanted)))[0];
        Assert.Equal((StepResult.NotDone, "XDS9931", null), (outcome.Result, outcome.Diagnostic!.Code, outcome.RetryAfter));
        Assert.Contains($"{knot.Server.Endpoint} has no records (serial 1)", outcome.Diagnostic.Summary, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:1 does not answer", outcome.Diagnostic.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain($"{bind.Server.Endpoint} ", outcome.Diagnostic.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settle_TheOtherCatchesUp_IsWaitedFor()
    {
        var zone = bind.NextZone();
        await using var provider = Provider(bind.Server, zone, "30s", null, bind.Server.Endpoint, knot.Server.Endpoint);
        var wanted = Srv(Owner(zone, 1), 60, A);
        await ConvergeAsync(provider, wanted);
        var waiting = ExecuteAsync(provider, Settle(wanted.Id.Name, wanted));
        await knot.Server.UpdateAsync($"update add {wanted.Id.Name}. 60 SRV 0 0 5269 a.example.net.");
        Assert.Equal(StepResult.Applied, (await waiting)[0].Result);
    }

    [Fact]
    public async Task Settle_TargetsAsTheResolverSeesThem_AreFindings()
    {
        var zone = bind.NextZone();
        await bind.Server.UpdateAsync($"update add alias.{zone}. 60 CNAME edge.{zone}.", $"update add edge.{zone}. 60 A 203.0.113.7", $"update add inner.{zone}. 60 A 10.1.2.3", $"update add other.{zone}. 60 TXT x");
        await using var provider = Provider(bind.Server, zone, "5s", bind.Server.Endpoint, bind.Server.Endpoint);
        foreach (var (host, code) in new[] { ("alias", "XDS9933"), ("other", "XDS9934"), ("nowhere", "XDS9934"), ("inner", "XDS9935"), ("edge", null) })
        {
            var wanted = Srv(Owner(zone, 1), 60, new SrvTarget(0, 0, 5269, $"{host}.{zone}"));
            await ConvergeAsync(provider, wanted);
            var outcome = (await ExecuteAsync(provider, Settle(wanted.Id.Name, wanted)))[0];
            Assert.Equal((StepResult.Applied, code), (outcome.Result, outcome.Diagnostic?.Code));
        }
    }

    [Fact]
    public async Task Settle_NoNameServersFound_IsNotDone()
    {
        await using var provider = Provider(bind.Server, "elsewhere.example", "5s", bind.Server.Endpoint);
        Assert.Equal("XDS9932", (await ExecuteAsync(provider, Settle("_xmpp-server._tcp.elsewhere.example", null)))[0].Diagnostic!.Code);
    }

    [Fact]
    public async Task Find_NameServersOfAZone_AreThoseOfItsNsRecords()
    {
        var zone = bind.NextZone();
        var found = await new AuthorityClient(bind.Server.Endpoint, TimeSpan.FromSeconds(2)).FindAsync(zone, TestContext.Current.CancellationToken);
        Assert.Equal([new AuthoritativeServer($"ns.{zone}", new IPEndPoint(IPAddress.Loopback, 53))], found);
    }

    [Fact]
    public async Task Settle_WithinZero_AsksNobody()
    {
        await using var provider = Provider(bind.Server, "a.test", "0s", null, new IPEndPoint(IPAddress.Loopback, 1));
        Assert.Equal(StepResult.AlreadyThere, (await ExecuteAsync(provider, Settle("_xmpp-server._tcp.a.test", null)))[0].Result);
    }
}
