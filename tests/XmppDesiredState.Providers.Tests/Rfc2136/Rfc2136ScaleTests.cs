using System.Diagnostics;
using XmppDesiredState.Changes;
using XmppDesiredState.Resources;
using XmppDesiredState.Servers;
using static XmppDesiredState.Providers.Tests.Rfc2136.DnsBench;

namespace XmppDesiredState.Providers.Tests.Rfc2136;

public sealed class Rfc2136ScaleTests
{
    [Fact]
    public async Task Apply_TenThousandAmongTwentyThousandForeignOnes_TouchesOnlyOurs()
    {
        string[] foreign = [.. Enumerable.Range(1, 10_000).SelectMany(number => new[] { $"h{number} 300 A 192.0.2.{number % 250}", $"_sip._tls.d{number} 300 SRV 0 0 5061 h{number}" })];
        await using var server = await NamedServer.StartAsync(new DnsZone("big.test", foreign));
        await using var provider = Provider(server.Endpoint, "big.test", server.Key);
        var before = await ForeignAsync(server);
        Assert.Equal(20_000 + 2, before.Length);

        Resource[] desired = [.. Enumerable.Range(1, 10_000).Select(number => Srv(Owner("big.test", number), 60, A))];
        var watch = Stopwatch.StartNew();
        var steps = await PlanAsync(provider, desired);
        var planned = watch.Elapsed;
        Assert.All(await ExecuteAsync(provider, steps), outcome => Assert.Equal(StepResult.Applied, outcome.Result));
        var applied = watch.Elapsed - planned;
        Assert.Empty(await PlanAsync(provider, desired));
        TestContext.Current.TestOutputHelper!.WriteLine($"apply {applied.TotalMilliseconds:F0} ms, then observe and compare {(watch.Elapsed - applied - planned).TotalMilliseconds:F0} ms");
        Assert.Equal(before, await ForeignAsync(server));

        Assert.All(await ExecuteAsync(provider, await PlanAsync(provider)), outcome => Assert.Equal(StepResult.Applied, outcome.Result));
        Assert.Equal(before, await ForeignAsync(server));
        Assert.Empty((await ObserveAsync(provider)).Resources);
    }

    // Every record of the transfer that is none of ours; the serial moves with each update.
    private static async Task<string[]> ForeignAsync(NamedServer server)
    {
        var transfer = await Tool.RunAsync(["dig", $"@{server.Endpoint.Address}", "-p", $"{server.Endpoint.Port}", "-k", server.Key.File, "+noall", "+answer", "big.test", "AXFR"]);
        return [.. transfer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("_xmpp", StringComparison.Ordinal) && !line.Contains("\tSOA\t", StringComparison.Ordinal) && !line.Contains("\tTSIG\t", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }
}
