using XmppDesiredState.Changes;
using XmppDesiredState.Providers.Rfc2136;
using XmppDesiredState.Resources;
using XmppDesiredState.Servers;
using XmppDesiredState.Values;
using static XmppDesiredState.Providers.Tests.Rfc2136.DnsBench;

namespace XmppDesiredState.Providers.Tests.Rfc2136;

/// <summary>Real servers that refuse, fail and die, and what is believed of it. Each has its own: it is brought down.</summary>
public sealed class Rfc2136OutageTests
{
    private const string Zone = "whole.test", Broken = "broken.test";

    public static TheoryData<string> Brands => ["BIND", "Knot"];

    private static async Task<NameServer> StartAsync(string brand)
    {
        DnsZone[] zones = [new(Zone), new(Broken)];
        return brand == "BIND" ? await NamedServer.StartAsync(zones) : await KnotServer.StartAsync(zones);
    }

    [Theory, MemberData(nameof(Brands))]
    public async Task Zone_Frozen_IsRefusedAndConvergesWhenThawed(string brand)
    {
        await using var server = await StartAsync(brand);
        await using var provider = Provider(server.Endpoint, Zone, server.Key);
        Resource[] desired = [.. Enumerable.Range(1, 20).Select(number => Srv(Owner(Zone, number), 60, A))];
        var steps = await PlanAsync(provider, desired);
        await server.FreezeAsync(Zone);

        var outcomes = await ExecuteAsync(provider, steps);

        Assert.All(outcomes, outcome => Assert.Equal((StepResult.NotDone, "XDS9910"), (outcome.Result, outcome.Diagnostic!.Code)));
        Assert.Empty((await ObserveAsync(provider)).Resources);
        await server.ThawAsync(Zone);
        await ConvergeAsync(provider, desired);
    }

    [Theory, MemberData(nameof(Brands))]
    public async Task Zone_FailedToLoad_IsUnknownWithACodeAndTheOthersAreServed(string brand)
    {
        await using var server = await StartAsync(brand);
        await server.KillAsync();
        await File.WriteAllTextAsync(Path.Combine(server.Folder, $"{Broken}.zone"), "this is no master file\n", TestContext.Current.CancellationToken);
        await server.StartAgainAsync(Broken);
        await using IProvider broken = Provider(server.Endpoint, Broken, server.Key), whole = Provider(server.Endpoint, Zone, server.Key);

        Assert.Equal("XDS9911", await CodeOfReadAsync(broken));
        var create = new Step(1, "dns", new ResourceId(SrvRecord.Kind, Owner(Broken, 1)), null, Operation.Create, null, Srv(Owner(Broken, 1), 60, A));
        Assert.Equal((StepResult.Unknown, "XDS9911"), (await ExecuteAsync(broken, create)) is [var outcome] ? (outcome.Result, outcome.Diagnostic!.Code) : default);
        await ConvergeAsync(whole, Srv(Owner(Zone, 1), 60, A));

        // A name in a zone that does not load is a target that nobody can resolve.
        var wanted = Srv(Owner(Zone, 1), 60, new SrvTarget(0, 0, 5269, $"edge.{Broken}"));
        await ConvergeAsync(whole, wanted);
        var settled = await SettleAsync(server, wanted);
        Assert.Equal((StepResult.Applied, "XDS9936"), (settled.Result, settled.Diagnostic!.Code));
        Assert.Contains("answers ServerFailure", (await SettleAsync(server, Srv(Owner(Broken, 1), 60, A))).Diagnostic!.Summary, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Brands))]
    public async Task Key_LongerDigests_AreTaken(string brand)
    {
        await using var server = await StartAsync(brand);
        Assert.Equal(["hmac-sha384", "hmac-sha512"], server.Longer.Select(key => key.Algorithm));
        foreach (var key in server.Longer)
        {
            await using var provider = new Rfc2136ProviderFactory().Create(Settings(server.Endpoint, [Zone], [(key.Name, key.Secret)], algorithm: key.Algorithm));
            // Enough that the answer is a transfer of several messages, signed across them.
            await ConvergeAsync(provider, [.. Enumerable.Range(1, 1_500).Select(number => Srv(Owner(Zone, number), 60, A, B))]);
            await ConvergeAsync(provider, Srv(Owner(Zone, 1), 60, B));
        }
    }

    [Theory, MemberData(nameof(Brands))]
    public async Task Server_KilledInMidBatch_NothingIsBelievedThatWasNotProvedAndTheNextRunConverges(string brand)
    {
        await using var server = await StartAsync(brand);
        var (updates, end) = (0, Task.CompletedTask);
        await using var middle = new FakeNameServer(async question =>
        {
            // The second update is on its way to the server when that is killed: it may or may not be done.
            if (FakeNameServer.IsUpdate(question) && Interlocked.Increment(ref updates) == 2) end = server.KillAsync();
            return await FakeNameServer.AskAsync(server.Endpoint, question);
        });
        await using IProvider dying = Provider(middle.Endpoint, Zone, server.Key, timeout: "2s"), direct = Provider(server.Endpoint, Zone, server.Key);
        Resource[] desired = [.. Enumerable.Range(1, 2_500).Select(number => Srv(Owner(Zone, number), 60, A))];

        var outcomes = await ExecuteAsync(dying, await PlanAsync(direct, desired));
        await end;
        var down = (await ExecuteAsync(direct, new Step(1, "dns", desired[0].Id, null, Operation.Create, null, desired[0])))[0];

        Assert.Equal((StepResult.NotDone, "XDS9901"), (down.Result, down.Diagnostic!.Code));
        await server.StartAgainAsync();
        var live = (await ObserveAsync(direct)).Resources.Select(observed => observed.Resource.Id).ToList();
        Assert.Contains(outcomes, outcome => outcome.Result == StepResult.Applied);
        Assert.Contains(outcomes, outcome => outcome.Result is StepResult.NotDone);
        Assert.All(outcomes.Zip(desired), pair =>
        {
            Assert.True(pair.First.Result is StepResult.Applied or StepResult.NotDone or StepResult.Unknown, $"{pair.First}");
            if (pair.First.Result == StepResult.Applied) Assert.Contains(live, id => id == pair.Second.Id);
            if (pair.First.Result == StepResult.NotDone) Assert.DoesNotContain(live, id => id == pair.Second.Id);
        });
        await ConvergeAsync(direct, desired);
    }

    private static async Task<StepOutcome> SettleAsync(NameServer server, Resource wanted)
    {
        var address = new Value.Text(server.Endpoint.ToString());
        var settings = Settings(server.Endpoint, [Zone, Broken], [(server.Key.Name, server.Key.Secret)]);
        await using var provider = new Rfc2136ProviderFactory().Create(settings with
        {
            Options = settings.Options.Add("settle", new Value.Map(Value.Map.NoItems.Add("within", new Value.Text("1s")).Add("resolver", address).Add("servers", new Value.List([address])))),
        });
        return (await ExecuteAsync(provider, new Step(1, "dns", wanted.Id, null, Operation.Settle, null, wanted)))[0];
    }
}
