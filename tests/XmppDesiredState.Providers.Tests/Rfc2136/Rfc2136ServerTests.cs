using XmppDesiredState.Changes;
using XmppDesiredState.Providers.Rfc2136;
using XmppDesiredState.Resources;
using XmppDesiredState.Servers;
using static XmppDesiredState.Providers.Tests.Rfc2136.DnsBench;

namespace XmppDesiredState.Providers.Tests.Rfc2136;

/// <summary>Against real servers, BIND and Knot alike.</summary>
public sealed class Rfc2136ServerTests(NamedFixture bind, KnotFixture knot) : IClassFixture<NamedFixture>, IClassFixture<KnotFixture>
{
    public enum Brand
    {
        Bind,
        Knot,
    }

    [Theory, MemberData(nameof(Brands))]
    public async Task Apply_OneThenTwenty_SecondPlanIsEmpty(Brand brand)
    {
        var server = Take(brand);
        await using var provider = Provider(server.Endpoint, server.Zone, server.Key);
        await ConvergeAsync(provider, Srv(Owner(server.Zone, 1), 60, A));
        await ConvergeAsync(provider, [.. Enumerable.Range(1, 20).Select(number => Srv(Owner(server.Zone, number), 300, A, B))]);
        await ConvergeAsync(provider);
    }

    [Theory, MemberData(nameof(Brands))]
    public async Task Apply_OddNames_SecondPlanIsEmpty(Brand brand)
    {
        var server = Take(brand);
        var zone = server.Zone;
        await server.UpdateAsync([$"update add _XMPP-Server._TCP.Mixed.{zone.ToUpperInvariant()}. 60 SRV 0 0 5269 Host.Example.NET."]);
        await using var provider = new Rfc2136ProviderFactory().Create(Settings(server.Endpoint, [zone.ToUpperInvariant() + "."], [(server.Key.Name.ToUpperInvariant() + ".", server.Key.Secret)]));
        var mixed = Srv(Owner(zone, 0).Replace("d0", "mixed", StringComparison.Ordinal), 60, new SrvTarget(0, 0, 5269, "host.example.net"));
        Assert.Empty(await PlanAsync(provider, mixed));
        var absent = Srv($"_xmpps-server._tcp.xn--bcher-kva.{zone}", 60, new SrvTarget(0, 0, 0, "."));
        var idn = Srv($"_xmpp-server._tcp.xn--bcher-kva.{zone}", null, new SrvTarget(1, 2, 3, "xn--strae-oqa.example"), A, B, new SrvTarget(0, 0, 443, "a.example.net"));
        await ConvergeAsync(provider, mixed, absent, idn);
        // The prerequisite names the target in lower case, the zone has it in mixed.
        await ConvergeAsync(provider, Srv(mixed.Id.Name, 60, B), absent, idn);
    }

    [Theory, MemberData(nameof(Brands))]
    public async Task Apply_OnlyTheTtl_IsSeenAndSettled(Brand brand)
    {
        var server = Take(brand);
        await using var provider = Provider(server.Endpoint, server.Zone, server.Key);
        await ConvergeAsync(provider, Srv(Owner(server.Zone, 1), 60, A, B));
        await ConvergeAsync(provider, Srv(Owner(server.Zone, 1), 61, A, B));
        Assert.Empty(await PlanAsync(provider, Srv(Owner(server.Zone, 1), null, B, A)));
        await ConvergeAsync(provider, Srv(Owner(server.Zone, 1), null, B));
        Assert.Equal(TimeSpan.FromSeconds(61), Assert.Single((await ObserveAsync(provider)).Resources).Resource.Get(SrvRecord.Ttl));
    }

    [Theory, MemberData(nameof(Brands))]
    public async Task Apply_OneOfThreeHundredChanged_IsTheOnlyConflict(Brand brand)
    {
        var server = Take(brand);
        await using var provider = Provider(server.Endpoint, server.Zone, server.Key);
        await ConvergeAsync(provider, [.. Enumerable.Range(1, 200).Select(number => Srv(Owner(server.Zone, number), 60, A))]);
        var steps = await PlanAsync(provider, [.. Enumerable.Range(51, 250).Select(number => Srv(Owner(server.Zone, number), 60, B))]);
        Assert.Equal(300, steps.Length);
        await server.UpdateAsync([$"update add {Owner(server.Zone, 20)}. 60 SRV 9 9 9 z.example.", $"update add {Owner(server.Zone, 120)}. 60 SRV 9 9 9 z.example.", $"update add {Owner(server.Zone, 220)}. 60 SRV 9 9 9 z.example."]);
        var outcomes = await ExecuteAsync(provider, steps);
        var conflicts = outcomes.Where(outcome => outcome.Result != StepResult.Applied).ToArray();
        Assert.All(conflicts, outcome => Assert.Equal((StepResult.Conflict, "XDS9913"), (outcome.Result, outcome.Diagnostic!.Code)));
        Assert.Equal([Owner(server.Zone, 120), Owner(server.Zone, 20), Owner(server.Zone, 220)], conflicts.Select(outcome => steps[outcome.Step - 1].Resource.Name).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Brands))]
    public async Task Apply_TwoAtOnce_EachRecordHasOneWinner(Brand brand)
    {
        var server = Take(brand);
        await using IProvider first = Provider(server.Endpoint, server.Zone, server.Key), second = Provider(server.Endpoint, server.Zone, server.Key);
        var ours = await PlanAsync(first, [.. Enumerable.Range(1, 400).Select(number => Srv(Owner(server.Zone, number), 60, A))]);
        var theirs = await PlanAsync(second, [.. Enumerable.Range(1, 400).Select(number => Srv(Owner(server.Zone, number), 60, B)).Reverse()]);
        var outcomes = await Task.WhenAll(ExecuteAsync(first, ours), ExecuteAsync(second, theirs));
        var won = outcomes[0].Where(outcome => outcome.Result == StepResult.Applied).Select(outcome => ours[outcome.Step - 1].Resource)
            .Concat(outcomes[1].Where(outcome => outcome.Result == StepResult.Applied).Select(outcome => theirs[outcome.Step - 1].Resource)).ToArray();
        Assert.Equal(400, won.Length);
        Assert.Equal(400, won.Distinct().Count());
        Assert.Equal(400, outcomes.SelectMany(each => each).Count(outcome => outcome.Result == StepResult.Conflict));
    }

    [Theory, MemberData(nameof(Brands))]
    public async Task Key_MayTransferOnly_IsACodedRefusal(Brand brand)
    {
        var server = Take(brand);
        await using var provider = Provider(server.Endpoint, server.Zone, server.Reader);
        var outcome = (await ExecuteAsync(provider, await PlanAsync(provider, Srv(Owner(server.Zone, 1), 60, A))))[0];
        // BIND says so with its signature, Knot without.
        Assert.Equal(brand == Brand.Bind ? (StepResult.NotDone, "XDS9910") : (StepResult.Unknown, "XDS9906"), (outcome.Result, outcome.Diagnostic!.Code));
        Assert.Empty((await ObserveAsync(provider)).Resources);
    }

    [Theory, MemberData(nameof(Brands))]
    public async Task Key_MayNotTransfer_ReadsByQuestions(Brand brand)
    {
        var server = Take(brand);
        await using var provider = Provider(server.Endpoint, server.Zone, server.Writer);
        var desired = Enumerable.Range(1, 150).Select(number => Srv(Owner(server.Zone, number), 60, A, B)).ToArray();
        await ConvergeAsync(provider, desired);
        var observation = await ObserveAsync(provider, Owner(server.Zone, 1), Owner(server.Zone, 999));
        Assert.Equal((false, "XDS9922", Owner(server.Zone, 1)), (observation.SawUnlisted, Assert.Single(observation.Notes).Code, Assert.Single(observation.Resources).Resource.Id.Name));
        Assert.Empty((await ObserveAsync(provider)).Resources);
    }

    [Theory, MemberData(nameof(Brands))]
    public async Task Key_WrongSecretUnknownOrWrongTime_IsUnknownWithACode(Brand brand)
    {
        var server = Take(brand);
        var factory = new Rfc2136ProviderFactory();
        Assert.Equal("XDS9907", await CodeOfReadAsync(factory.Create(Settings(server.Endpoint, [server.Zone], [(server.Key.Name, server.Reader.Secret)]))));
        Assert.Equal("XDS9906", await CodeOfReadAsync(factory.Create(Settings(server.Endpoint, [server.Zone], [("nobody", server.Key.Secret)]))));
        Assert.Equal("XDS9906", await CodeOfReadAsync(factory.Create(Settings(server.Endpoint, [server.Zone], [(server.Key.Name, server.Key.Secret)], algorithm: "hmac-sha512"))));
        Assert.Equal("XDS9917", await CodeOfReadAsync(factory.Create(Settings(server.Endpoint, [server.Zone], [(server.Key.Name, "not base64!")]))));
        await using var late = Provider(server.Endpoint, server.Zone, server.Key, new SkewedClock(TimeSpan.FromHours(-1)));
        var problem = await Assert.ThrowsAsync<ProviderException>(() => ObserveAsync(late));
        Assert.Equal("XDS9908", problem.Diagnostic.Code);
        Assert.Contains(DateTime.UtcNow.ToString("yyyy-MM-dd HH:", System.Globalization.CultureInfo.InvariantCulture), problem.Diagnostic.Summary, StringComparison.Ordinal);
        var step = new Step(1, "dns", new ResourceId(SrvRecord.Kind, Owner(server.Zone, 1)), null, Operation.Create, null, Srv(Owner(server.Zone, 1), 60, A));
        Assert.Equal((StepResult.NotDone, "XDS9908"), (await ExecuteAsync(late, step)) is [var outcome] ? (outcome.Result, outcome.Diagnostic!.Code) : default);
    }

    [Theory, MemberData(nameof(Brands))]
    public async Task Key_OldOneFirst_TheNextIsTried(Brand brand)
    {
        var server = Take(brand);
        await using var provider = new Rfc2136ProviderFactory().Create(Settings(["127.0.0.1:1", server.Endpoint.ToString()], [server.Zone],
            [("nobody", server.Key.Secret), (server.Key.Name, server.Reader.Secret), (server.Key.Name, server.Key.Secret)]));
        await ConvergeAsync(provider, Srv(Owner(server.Zone, 1), 60, A));
    }

    [Theory, MemberData(nameof(Brands))]
    public async Task Zone_NotServed_IsUnknownWithACode(Brand brand)
    {
        var server = Take(brand);
        Assert.Equal(brand == Brand.Bind ? "XDS9909" : "XDS9904", await CodeOfReadAsync(Provider(server.Endpoint, "elsewhere.example", server.Key)));
        var step = new Step(1, "dns", new ResourceId(SrvRecord.Kind, "_xmpp-server._tcp.elsewhere.example"), null, Operation.Create, null, Srv("_xmpp-server._tcp.elsewhere.example", 60, A));
        var outcome = (await ExecuteAsync(Provider(server.Endpoint, "elsewhere.example", server.Key), step))[0];
        Assert.Equal(brand == Brand.Bind ? (StepResult.NotDone, "XDS9909") : (StepResult.Unknown, "XDS9904"), (outcome.Result, outcome.Diagnostic!.Code));
    }

    [Theory, MemberData(nameof(Brands))]
    public async Task Create_WhereAnAliasStands_IsNotDone(Brand brand)
    {
        var server = Take(brand);
        await using var provider = Provider(server.Endpoint, server.Zone, server.Key);
        await server.UpdateAsync([$"update add {Owner(server.Zone, 1)}. 60 CNAME elsewhere.example."]);
        var outcomes = await ExecuteAsync(provider, await PlanAsync(provider, Srv(Owner(server.Zone, 1), 60, A), Srv(Owner(server.Zone, 2), 60, A)));
        Assert.Equal([(StepResult.NotDone, "XDS9914"), (StepResult.Applied, null)], outcomes.Select(outcome => (outcome.Result, outcome.Diagnostic?.Code)));
    }

    private (System.Net.IPEndPoint Endpoint, TsigKey Key, TsigKey Reader, TsigKey Writer, Func<string[], Task> UpdateAsync, string Zone) Take(Brand brand) => brand == Brand.Bind
        ? (bind.Server.Endpoint, bind.Server.Key, bind.Server.Reader, bind.Server.Writer, bind.Server.UpdateAsync, bind.NextZone())
        : (knot.Server.Endpoint, knot.Server.Key, knot.Server.Reader, knot.Server.Writer, knot.Server.UpdateAsync, knot.NextZone());

    public static TheoryData<Brand> Brands => [Brand.Bind, Brand.Knot];
}
