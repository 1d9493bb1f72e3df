using System.Net;
using XmppDesiredState.Federation.Dns;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Federation.Tests.Dns;

/// <summary>With real BIND. It is authoritative and follows no alias out of a zone, so that the lookup has to.</summary>
public sealed class SrvLookupTests : IAsyncLifetime
{
    private NamedServer dns = null!;

    public async ValueTask InitializeAsync() => dns = await NamedServer.StartAsync(
        new DnsZone("fabrikam.test",
            "_xmpp-server._tcp SRV 20 0 5269 last", "_xmpp-server._tcp SRV 10 1 5269 light", "_xmpp-server._tcp SRV 10 60 5269 heavy", "_xmpp-server._tcp SRV 10 60 5270 heavy", "_xmpp-server._tcp SRV 10 60 5269 alias",
            "_xmpps-server._tcp SRV 0 0 5270 heavy",
            "last A 192.0.2.9", "light AAAA 2001:db8::1", "heavy A 192.0.2.1", "heavy A 192.0.2.2", "heavy AAAA 2001:db8::2", "alias CNAME host.elsewhere.test."),
        new DnsZone("elsewhere.test", "host A 127.0.0.7"),
        new DnsZone("absent.test", "_xmpp-server._tcp SRV 0 0 0 ."),
        new DnsZone("half.test", "_xmpp-server._tcp SRV 0 0 0 .", "_xmpp-server._tcp SRV 0 0 5269 host.elsewhere.test."),
        new DnsZone("bare.test", "@ A 192.0.2.5"),
        new DnsZone("empty.test"),
        new DnsZone("dead.test", "_xmpp-server._tcp SRV 0 0 5269 nowhere", "_xmpp-server._tcp SRV 1 0 5269 gone.unserved.test."),
        new DnsZone("redirected.test", "_xmpp-server._tcp CNAME _xmpp-server._tcp.fabrikam.test."),
        new DnsZone("crowd.test", [.. Enumerable.Range(0, 20).Select(i => $"_xmpp-server._tcp SRV {i} 0 5269 many"), .. Enumerable.Range(1, 9).SelectMany(i => new[] { $"many A 192.0.2.{i}", $"many AAAA 2001:db8::{i}" })]));

    public ValueTask DisposeAsync() => dns.DisposeAsync();

    [Fact]
    public async Task Records_are_ordered_by_priority_then_weight_then_name()
    {
        var (startTls, direct) = await LookAsync("fabrikam.test");

        Assert.Equal(["alias.fabrikam.test:5269", "heavy.fabrikam.test:5269", "heavy.fabrikam.test:5270", "light.fabrikam.test:5269", "last.fabrikam.test:5269"],
            startTls.Targets.Select(target => $"{target.Target.Target}:{target.Target.Port}"));
        Assert.Equal(("_xmpp-server._tcp.fabrikam.test", false, LookupOutcome.Found, false), (startTls.Owner, startTls.DirectTls, startTls.Outcome, startTls.IsFallback));
        Assert.Equal(("_xmpps-server._tcp.fabrikam.test", true, LookupOutcome.Found, false), (direct.Owner, direct.DirectTls, direct.Outcome, direct.IsFallback));
        Assert.Equal("heavy.fabrikam.test", Assert.Single(direct.Targets).Target.Target);
    }

    [Fact]
    public async Task Both_families_of_addresses_are_found()
    {
        var (startTls, _) = await LookAsync("fabrikam.test");

        Assert.Equal(["192.0.2.1", "192.0.2.2", "2001:db8::2"], startTls.Targets[1].Addresses.Select(address => $"{address}"));
        Assert.Equal([IPAddress.Parse("2001:db8::1")], startTls.Targets[3].Addresses);
        Assert.All(startTls.Targets[1..], target => Assert.Equal((LookupOutcome.Found, TargetFinding.None), (target.Outcome, target.Finding)));
    }

    [Fact]
    public async Task An_alias_is_followed_and_said()
    {
        var alias = (await LookAsync("fabrikam.test")).StartTls.Targets[0];

        Assert.Equal((LookupOutcome.Found, TargetFinding.Alias), (alias.Outcome, alias.Finding));
        Assert.Equal([IPAddress.Parse("127.0.0.7")], alias.Addresses);
    }

    [Fact]
    public async Task An_alias_of_the_service_itself_is_followed()
    {
        var (startTls, direct) = await LookAsync("redirected.test");

        Assert.Equal(5, startTls.Targets.Length);
        Assert.Equal((LookupOutcome.NotThere, 0), (direct.Outcome, direct.Targets.Length));
    }

    [Fact]
    public async Task A_target_of_a_dot_is_a_service_declared_absent()
    {
        var (startTls, direct) = await LookAsync("absent.test");

        Assert.Equal((LookupOutcome.DeclaredAbsent, 0, false), (startTls.Outcome, startTls.Targets.Length, startTls.IsFallback));
        Assert.Equal(LookupOutcome.NotThere, direct.Outcome);
    }

    [Fact]
    public async Task A_dot_beside_other_targets_is_no_target()
    {
        var target = Assert.Single((await LookAsync("half.test")).StartTls.Targets);

        Assert.Equal(("host.elsewhere.test", TargetFinding.PrivateAddress), (target.Target.Target, target.Finding));
    }

    [Fact]
    public async Task Without_records_the_domain_itself_stands_at_the_usual_port()
    {
        var (startTls, direct) = await LookAsync("bare.test");

        Assert.Equal((LookupOutcome.NotThere, true), (startTls.Outcome, startTls.IsFallback));
        var target = Assert.Single(startTls.Targets);
        Assert.Equal(("bare.test", 5269, LookupOutcome.Found), (target.Target.Target, target.Target.Port, target.Outcome));
        Assert.Empty(direct.Targets);
    }

    [Theory]
    [InlineData("empty.test")]
    [InlineData("no-such.empty.test")]
    public async Task A_domain_without_anything_is_not_there(string domain)
    {
        var target = Assert.Single((await LookAsync(domain)).StartTls.Targets);

        Assert.Equal((LookupOutcome.NotThere, TargetFinding.NoAddress), (target.Outcome, target.Finding));
        Assert.Empty(target.Addresses);
    }

    [Fact]
    public async Task A_domain_that_nobody_answers_for_has_failed()
    {
        // BIND refuses what is not its own.
        var (startTls, direct) = await LookAsync("unserved.test");

        Assert.Equal((LookupOutcome.Failed, LookupOutcome.Failed, false), (startTls.Outcome, direct.Outcome, startTls.IsFallback));
        Assert.Empty(startTls.Targets);
    }

    [Fact]
    public async Task A_target_that_is_not_there_and_one_that_fails_are_kept_apart()
    {
        var (startTls, _) = await LookAsync("dead.test");

        Assert.Equal([(LookupOutcome.NotThere, TargetFinding.NoAddress), (LookupOutcome.Failed, TargetFinding.Failed)], startTls.Targets.Select(target => (target.Outcome, target.Finding)));
    }

    [Fact]
    public async Task A_crowd_is_bounded_and_counted()
    {
        var (startTls, _) = await LookAsync("crowd.test");

        Assert.Equal((LookupBounds.Targets, 20 - LookupBounds.Targets), (startTls.Targets.Length, startTls.LeftOut));
        Assert.All(startTls.Targets, target =>
        {
            Assert.Equal(["192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2"], target.Addresses.Select(address => $"{address}"));
            Assert.Equal(14, target.LeftOut);
        });
    }

    private async Task<(SoughtService StartTls, SoughtService Direct)> LookAsync(string domain)
    {
        using var resolver = new NameResolver(dns.Endpoint, TimeSpan.FromSeconds(20), 16, TimeProvider.System);
        var services = await new SrvLookup(resolver).RunAsync(domain, TestContext.Current.CancellationToken);
        return (services[0], services[1]);
    }
}
