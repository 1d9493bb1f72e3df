using System.Net;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers.AzureDns.AzureDns;
using XmppDesiredState.Resources;
using XmppDesiredState.Servers;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.AzureDns.Tests.AzureDns;

/// <summary>Azure Resource Manager is the stand-in's; the name server that is asked is a real one, and the test brings there what it will.</summary>
public sealed class AzureDnsSettleTests : IAsyncLifetime
{
    private NamedServer dns = null!;

    public async ValueTask InitializeAsync() => dns = await NamedServer.StartAsync(new DnsZone("contoso.com", "access A 192.0.2.1", "inner A 10.1.2.3", "alias CNAME access", "other TXT x"));

    public ValueTask DisposeAsync() => dns.DisposeAsync();

    [Fact]
    public async Task A_write_is_settled_when_the_servers_show_it()
    {
        await using var bench = await StartAsync("30s", null, dns.Endpoint);
        var wanted = AzureBench.Wanted();

        Assert.Equal(StepResult.Applied, (await bench.RunAsync(AzureBench.Create(wanted))).Result);
        var waiting = bench.RunAsync(Settle(wanted));
        await dns.UpdateAsync($"update add {AzureBench.Owner}. 3600 SRV 0 0 5269 access.contoso.com.");

        Assert.Equal((StepResult.Applied, null), (await waiting) is var outcome ? (outcome.Result, outcome.Diagnostic) : default);
        Assert.Single(bench.Writes);
    }

    [Fact]
    public async Task A_server_that_lags_is_named_with_its_serial()
    {
        await using var bench = await StartAsync("1s", null, dns.Endpoint);

        var outcome = await bench.RunAsync(Settle(AzureBench.Wanted()));

        Assert.Equal((StepResult.NotDone, "XDS9969", null), (outcome.Result, outcome.Diagnostic!.Code, outcome.RetryAfter));
        Assert.Contains($"{dns.Endpoint} has no records (serial 1)", outcome.Diagnostic.Summary, StringComparison.Ordinal);
        Assert.Equal($"srv-record/{AzureBench.Owner}@azure", outcome.Diagnostic.Address);
    }

    [Theory]
    [InlineData("access", null)]
    [InlineData("alias", "XDS9971")]
    [InlineData("other", "XDS9972")]
    [InlineData("inner", "XDS9973")]
    public async Task A_target_is_looked_up_where_a_resolver_is_given(string host, string? code)
    {
        await dns.UpdateAsync($"update add {AzureBench.Owner}. 3600 SRV 0 0 5269 {host}.contoso.com.");
        await using var bench = await StartAsync("10s", dns.Endpoint, dns.Endpoint);

        var outcome = await bench.RunAsync(Settle(AzureBench.Wanted().With(SrvRecord.Targets, [new SrvTarget(0, 0, 5269, $"{host}.contoso.com")])));

        Assert.Equal((StepResult.Applied, code), (outcome.Result, outcome.Diagnostic?.Code));
    }

    [Fact]
    public async Task A_zone_that_nobody_is_known_to_serve_is_said_so()
    {
        await using var bench = await StartAsync("5s", dns.Endpoint, [], "fabrikam.com");

        var outcome = await bench.RunAsync(Settle(AzureBench.Wanted("_xmpp-server._tcp.fabrikam.com")));

        Assert.Equal((StepResult.NotDone, "XDS9970"), (outcome.Result, outcome.Diagnostic!.Code));
    }

    [Fact]
    public async Task Within_0s_nobody_is_asked()
    {
        await using var bench = await StartAsync("0s", null, new IPEndPoint(IPAddress.Loopback, 1));

        Assert.Equal(StepResult.AlreadyThere, (await bench.RunAsync(Settle(AzureBench.Wanted()))).Result);
        Assert.Empty(bench.Server.Requests);
    }

    [Theory]
    [InlineData("192.0.2.1", "")]
    [InlineData("[2001:db8::1]:5353", "")]
    [InlineData("ns1.contoso.com", "XDS9951")]
    public void An_address_is_checked_offline(string address, string code)
    {
        var somewhere = new SourceSpan("federation.yaml", 1, 1, 1, 2);
        var options = Value.Map.NoItems.Add("zones", new Value.List([new Value.Text("contoso.com")]))
            .Add("settle", new Value.Map(Value.Map.NoItems.Add("resolver", new Value.Text(address))));

        var findings = new AzureDnsProviderFactory().Check(new ProviderDeclaration("azure", "azure-dns", options, "/", somewhere));

        Assert.Equal(code, string.Join(' ', findings.Select(finding => finding.Code)));
    }

    private static Step Settle(Resource after) => new(1, "azure", after.Id, null, Operation.Settle, null, after);

    private static Task<AzureBench> StartAsync(string within, IPEndPoint? resolver, params IPEndPoint[] servers) => StartAsync(within, resolver, servers, "contoso.com");

    private static Task<AzureBench> StartAsync(string within, IPEndPoint? resolver, IPEndPoint[] servers, string zone)
    {
        var settle = Value.Map.NoItems.Add("within", new Value.Text(within)).Add("servers", new Value.List([.. servers.Select(server => new Value.Text(server.ToString()))]));
        if (resolver is not null) settle = settle.Add("resolver", new Value.Text(resolver.ToString()));
        // What is asked is real, so the time it takes is too.
        return AzureBench.StartAsync(options => options.SetItem("zones", new Value.List([new Value.Text(zone)])).Add("settle", new Value.Map(settle)), TimeProvider.System);
    }
}
