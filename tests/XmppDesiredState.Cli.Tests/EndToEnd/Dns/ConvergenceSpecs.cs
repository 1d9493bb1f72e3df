using System.Diagnostics;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Dns;

/// <summary>Plan, apply, plan nothing: over real name servers, each write settled there.</summary>
public sealed class ConvergenceSpecs(NameServers servers) : IClassFixture<NameServers>
{
    public static TheoryData<string> Brands => NameServers.Brands;

    [Theory, MemberData(nameof(Brands))]
    public async Task I_can_bring_one_record_and_then_twenty_to_a_zone(string brand)
    {
        using var scene = servers.Open(brand);
        scene.Declare(scene.Record(1));
        await scene.ConvergeAsync(add: 1);
        Assert.Equal(["0 0 5269 a.example.net."], await scene.LiveAsync(1));

        scene.Declare(Enumerable.Range(1, 20).Select(number => scene.Record(number, "b.example.net")));
        await scene.ConvergeAsync(add: 19, change: 1);
        Assert.Equal(["0 0 5269 b.example.net."], await scene.LiveAsync(20));

        scene.Declare(Enumerable.Range(1, 19).Select(number => scene.Record(number, "b.example.net")));
        await scene.ConvergeAsync(destroy: 1);
        Assert.Empty(await scene.LiveAsync(20));
    }

    [Theory, MemberData(nameof(Brands))]
    public async Task I_can_change_nothing_but_a_time_to_live(string brand)
    {
        using var scene = servers.Open(brand);
        scene.Declare(Enumerable.Range(1, 3).Select(number => scene.Record(number, ttl: 300)));
        await scene.ConvergeAsync(add: 3);

        scene.Declare(Enumerable.Range(1, 3).Select(number => scene.Record(number, ttl: number == 2 ? 600 : 300)));
        await scene.ConvergeAsync(change: 1);

        Assert.Contains($"{scene.Owner(2)}. 600 IN SRV 0 0 5269 a.example.net.", await scene.Server.TransferAsync(scene.Zone));
    }

    [Theory, MemberData(nameof(Brands))]
    public async Task I_can_write_names_in_any_form_that_is_right(string brand)
    {
        using var scene = servers.Open(brand);
        // Somebody wrote it so, and it is already what the file asks for.
        await scene.Server.UpdateAsync($"update add _XMPP-Server._TCP.Mixed.{scene.Zone.ToUpperInvariant()}. 300 SRV 0 0 5269 Host.Example.NET.");
        scene.Zones = scene.Zone.ToUpperInvariant() + ".";
        scene.KeyName = scene.KeyName.ToUpperInvariant();
        scene.Declare(
            $"{{ domain: MIXED.{scene.Zone}., ttl: 5m, targets: [{{ target: HOST.example.net. }}] }}",
            $"{{ domain: bücher.{scene.Zone}, ttl: 5m, targets: [{{ target: münchen.example.net, port: 5270, priority: 10, weight: 5 }}, {{ target: B.example.net. }}, {{ target: a.example.net, priority: 10 }}] }}",
            $"{{ domain: xn--bcher-kva.{scene.Zone}, service: xmpps-server, ttl: 300s, targets: [{{ target: MÜNCHEN.Example.net, port: 5223 }}] }}",
            $"{{ domain: none.{scene.Zone}, targets: [{{ target: ., port: 0 }}] }}");

        await scene.ConvergeAsync(add: 3);

        Assert.Equal(["0 0 5269 b.example.net.", "10 0 5269 a.example.net.", "10 5 5270 xn--mnchen-3ya.example.net."],
            (await scene.Server.QueryAsync($"_xmpp-server._tcp.xn--bcher-kva.{scene.Zone}", "SRV")).Order(StringComparer.Ordinal));
        Assert.Equal(["0 0 5223 xn--mnchen-3ya.example.net."], await scene.Server.QueryAsync($"_xmpps-server._tcp.xn--bcher-kva.{scene.Zone}", "SRV"));
        scene.Declare(
            $"{{ domain: mixed.{scene.Zone}, ttl: 300s, targets: [{{ target: other.example.net }}] }}",
            $"{{ domain: XN--bcher-KVA.{scene.Zone}., targets: [{{ target: a.example.net., priority: 10 }}, {{ target: b.example.net }}, {{ target: xn--mnchen-3ya.example.net, port: 5270, priority: 10, weight: 5 }}] }}",
            $"{{ domain: bücher.{scene.Zone}, service: xmpps-server, targets: [{{ target: MÜNCHEN.example.net, port: 5223 }}] }}",
            $"{{ domain: none.{scene.Zone}, targets: [{{ target: ., port: 0 }}] }}");
        await scene.ConvergeAsync(change: 1);
    }

    [Theory, MemberData(nameof(Brands))]
    public async Task I_can_export_a_zone_and_the_export_plans_nothing(string brand)
    {
        using var scene = servers.Open(brand);
        await scene.Server.UpdateAsync(
            $"update add _xmpp-server._tcp.{scene.Zone}. 3600 SRV 0 0 5269 a.{scene.Zone}.",
            $"update add _xmpp-server._tcp.two.{scene.Zone}. 60 SRV 5 10 5269 A.example.net.",
            $"update add _xmpp-server._tcp.two.{scene.Zone}. 60 SRV 5 10 5270 B.example.net.",
            $"update add _xmpps-server._tcp.xn--bcher-kva.{scene.Zone}. 300 SRV 0 0 5223 xn--mnchen-3ya.example.net.",
            $"update add _xmpp-server._tcp.none.{scene.Zone}. 300 SRV 0 0 0 .",
            $"update add _sip._tls.{scene.Zone}. 300 SRV 0 0 5061 a.{scene.Zone}.");
        scene.Zones = scene.Zone.ToUpperInvariant() + ".";

        var export = (await scene.RunAsync("export", "--provider", "dns")).Ended(0).Says($"domain: two.{scene.Zone}\n").Never("_sip").Never(scene.Secret);

        scene.Sandbox.Write("exported.yaml", export.Out);
        (await scene.RunAsItIsAsync("fmt", "--check", "exported.yaml")).Ended(0);
        (await scene.RunAsItIsAsync("plan", "--detailed-exitcode", "-f", "exported.yaml")).Ended(0).Says("No changes.");
        (await scene.RunAsItIsAsync("apply", "--auto-approve", "-f", "exported.yaml")).Ended(0).Says("0 added, 0 changed, 0 destroyed.");
    }

    [Fact]
    public async Task I_can_bring_ten_thousand_records_to_a_zone_and_touch_none_of_the_twenty_thousand_others()
    {
        string[] foreign = [.. Enumerable.Range(1, 10_000).SelectMany(number => new[] { $"h{number} 300 A 192.0.2.{number % 250}", $"_sip._tls.d{number} 300 SRV 0 0 5061 h{number}" })];
        await using var server = await NamedServer.StartAsync(new DnsZone("big.test", foreign));
        using var scene = new DnsScene(server, "big.test");
        var before = await ForeignAsync(server);
        Assert.Equal(20_000 + 2, before.Length);

        scene.Declare(Enumerable.Range(1, 10_000).Select(number => scene.Record(number)));
        var watch = Stopwatch.StartNew();
        (await scene.RunAsync("plan", "--detailed-exitcode", "--out", "plan.json")).Ended(2).Says("Plan: 10000 to add, 0 to change, 0 to destroy.");
        var planned = watch.Elapsed;
        (await scene.RunAsync("apply", "plan.json")).Ended(0).Says("Apply complete! Resources: 10000 added, 0 changed, 0 destroyed.\n");
        var applied = watch.Elapsed;
        await scene.PlanNothingAsync();
        TestContext.Current.TestOutputHelper!.WriteLine($"plan {planned.TotalSeconds:F1} s, apply {(applied - planned).TotalSeconds:F1} s, plan again {(watch.Elapsed - applied).TotalSeconds:F1} s");
        Assert.Equal(before, await ForeignAsync(server));

        scene.Declare(Enumerable.Range(1, 9_900).Select(number => scene.Record(number, number % 100 == 0 ? "b.example.net" : "a.example.net")));
        (await scene.RunAsync("apply", "--auto-approve")).Ended(0).Says("Apply complete! Resources: 0 added, 99 changed, 100 destroyed.\n");
        Assert.Equal(before, await ForeignAsync(server));
    }

    // Every record of the transfer that is none of ours; the serial moves with each update.
    private static async Task<string[]> ForeignAsync(NameServer server) =>
        [.. (await server.TransferAsync("big.test")).Where(line => !line.StartsWith("_xmpp", StringComparison.Ordinal) && !line.Contains(" SOA ", StringComparison.Ordinal))];
}
