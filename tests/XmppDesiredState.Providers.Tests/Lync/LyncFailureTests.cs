using XmppDesiredState.Changes;
using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.Resources;
using XmppDesiredState.Tests.Ordering;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Lync;

[TakesLong(70)]
public sealed class LyncFailureTests : IAsyncDisposable
{
    private readonly LyncBench bench = new();

    [Fact]
    public async Task Session_DroppedInAnyOfTenWrites_LosesNothingAndRepeatsNothing()
    {
        var provider = bench.Provider();
        for (var drop = 1; drop <= 10; drop++)
        {
            foreach (var moment in new[] { FaultMoment.BeforeWork, FaultMoment.AfterWork })
            {
                bench.World.Edit(state => state.Partners.Clear());
                bench.World.ForgetCalls();
                bench.World.Add(new LyncFault("New-CsXmppAllowedPartner", FaultKind.Crash) { AtCall = drop, Moment = moment });
                var steps = Enumerable.Range(1, 10).Select(number => LyncBench.Create(LyncBench.Partner($"p{number}.example"), number)).ToArray();

                var outcomes = await LyncBench.RunAsync(provider, steps);

                Assert.Equal(Enumerable.Range(1, 10).Select(number => number == drop ? StepResult.Unknown : StepResult.Applied), outcomes.Select(outcome => outcome.Result));
                // As the engine does: read again, and send once more what is as before.
                var live = (await LyncBench.ObserveAsync(provider, Partner.Kind)).Resources.Select(resource => resource.Resource.Id).ToHashSet();
                Assert.Equal(moment == FaultMoment.AfterWork, live.Contains(steps[drop - 1].Resource));
                Assert.Equal(moment == FaultMoment.AfterWork ? StepResult.AlreadyThere : StepResult.Applied, (await LyncBench.RunOneAsync(provider, steps[drop - 1])).Result);
                Assert.Equal(10, bench.World.Partners.Select(partner => partner.Identity).Distinct(StringComparer.Ordinal).Count());
                Assert.Equal(10, bench.World.Partners.Length);
            }
        }
    }

    [Fact]
    public async Task Session_BrokenTwiceInOneCall_StopsAndTriesTheRestLater()
    {
        bench.World.Add(new LyncFault("New-CsXmppAllowedPartner", FaultKind.Crash) { Repeats = true });

        var outcomes = await LyncBench.RunAsync(bench.Provider(), [.. Enumerable.Range(1, 4).Select(number => LyncBench.Create(LyncBench.Partner($"p{number}.example"), number))]);

        Assert.Equal([StepResult.Unknown, StepResult.Unknown, StepResult.NotDone, StepResult.NotDone], outcomes.Select(outcome => outcome.Result));
        Assert.All(outcomes[2..], outcome => Assert.NotNull(outcome.RetryAfter));
    }

    [Fact]
    public async Task Write_ThatHangs_IsUnknownWithinItsTime()
    {
        bench.World.Add(new LyncFault("New-CsXmppAllowedPartner", FaultKind.Hang));
        // The cmdlet's time is that of the turn besides.
        var provider = bench.Provider(("timeout", new Value.Number(1)));

        var outcome = await LyncBench.RunOneAsync(provider, LyncBench.Create(LyncBench.Partner("hang.example")));

        Assert.Equal((StepResult.Unknown, "XDS9828"), (outcome.Result, outcome.Diagnostic?.Code));
    }

    [Fact]
    public async Task Module_NotInstalled_SaysWhatToInstall()
    {
        bench.World.Arrange(state => state.Module = null);
        var provider = bench.Provider();

        var problem = await Assert.ThrowsAsync<ProviderException>(() => LyncBench.ObserveAsync(provider, Partner.Kind));
        var outcome = await LyncBench.RunOneAsync(provider, LyncBench.Create(LyncBench.Partner("none.example")));

        Assert.Equal("XDS9853", problem.Diagnostic.Code);
        Assert.Contains("administrative tools", problem.Diagnostic.Fix, StringComparison.Ordinal);
        Assert.Equal((StepResult.NotDone, "XDS9853"), (outcome.Result, outcome.Diagnostic?.Code));
    }

    [Fact]
    public async Task Module_OfSkypeForBusiness_WillDo()
    {
        bench.World.Arrange(state => state.Module = "SkypeForBusiness");

        Assert.Empty((await LyncBench.ObserveAsync(bench.Provider(), Partner.Kind)).Resources);
    }

    [Fact]
    public async Task Access_Denied_SaysWhatToGrantAndLeavesOtherKindsReadable()
    {
        bench.World.Arrange(state => state.Denied.Add("*-CsXmppAllowedPartner"));
        var provider = bench.Provider();

        var problem = await Assert.ThrowsAsync<ProviderException>(() => LyncBench.ObserveAsync(provider, Partner.Kind));

        Assert.Equal("XDS9855", problem.Diagnostic.Code);
        Assert.Contains("RTCUniversalServerAdmins", problem.Diagnostic.Fix, StringComparison.Ordinal);
        Assert.Single((await LyncBench.ObserveAsync(provider, EdgeAccess.Kind)).Resources);
    }

    [Fact]
    public async Task Topology_ThatCannotBeRead_IsANote()
    {
        bench.World.Arrange(state => state.Denied.AddRange(["Get-CsSite", "Get-CsService", "Get-CsManagementStoreReplicationStatus"]));

        var seen = await LyncBench.ObserveAsync(bench.Provider(), Partner.Kind);

        Assert.Equal(4, seen.Notes.Count(note => note.Code == "XDS9869"));
        Assert.StartsWith("lync ", seen.Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Topology_WithoutRouteOrXmpp_IsAWarning()
    {
        bench.World.Arrange(state =>
        {
            state.Sites[0] = state.Sites[0] with { XmppFederationRoute = null };
            state.EdgePools[0] = state.EdgePools[0] with { XmppListeningPort = null };
        });

        var seen = await LyncBench.ObserveAsync(bench.Provider(), Partner.Kind);

        Assert.Equal(["XDS9868", "XDS9868"], seen.Notes.Select(note => note.Code));
    }

    [Fact]
    public async Task Deployment_OfSkypeForBusiness2019Only_IsRefused()
    {
        bench.World.Arrange(state =>
        {
            for (var index = 0; index < state.Replicas.Count; index++) state.Replicas[index] = state.Replicas[index] with { ProductVersion = "7.0.2046.0" };
        });

        Assert.Equal("XDS9862", (await Assert.ThrowsAsync<ProviderException>(() => LyncBench.ObserveAsync(bench.Provider(), Partner.Kind))).Diagnostic.Code);
    }

    [Fact]
    public async Task Replicas_ThatLag_AreWaitedFor()
    {
        bench.World.Lag(LyncWorld.Edge1, TimeSpan.FromSeconds(2));
        // Just after a write it still says that it is up to date.
        bench.World.Arrange(state => state.Replicas[1] = state.Replicas[1] with { StaleSeconds = 1 });
        var provider = bench.Provider();
        await LyncBench.RunOneAsync(provider, LyncBench.Create(LyncBench.Partner("lag.example")));

        var outcomes = await LyncBench.RunAsync(provider, LyncBench.Settle(LyncBench.Partner("lag.example").Id, 1), LyncBench.Settle(LyncBench.Partner("lag.example").Id, 2));

        Assert.All(outcomes, outcome => Assert.Equal(StepResult.Applied, outcome.Result));
        Assert.True(bench.World.Calls.Count(call => call.Cmdlet == "Get-CsManagementStoreReplicationStatus") > 1);
        Assert.Contains(bench.Progress, line => line.Contains(LyncWorld.Edge1, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Write_ThatFailsAfterAnother_KeepsNoReplicaWaiting()
    {
        bench.World.Add(new LyncFault("Get-CsXmppAllowedPartner", FaultKind.Slow) { AtCall = 2, Milliseconds = 1_500 });
        bench.World.Add(new LyncFault("New-CsXmppAllowedPartner", FaultKind.Error) { AtCall = 2, Category = "InvalidArgument", IsTerminating = true });
        var provider = bench.Provider(("replication", LyncBench.Map(("within", new Value.Number(2)))));
        var outcomes = await LyncBench.RunAsync(provider, LyncBench.Create(LyncBench.Partner("good.example"), 1), LyncBench.Create(LyncBench.Partner("bad.example"), 2));
        Assert.Equal([StepResult.Applied, StepResult.NotDone], outcomes.Select(outcome => outcome.Result));

        Assert.Equal(StepResult.Applied, (await LyncBench.RunOneAsync(provider, LyncBench.Settle(LyncBench.Partner("good.example").Id))).Result);
    }

    [Fact]
    public async Task Replica_ThatNeverGetsThere_IsNamedWithinTheBound()
    {
        bench.World.Lag(LyncWorld.Edge2, null);
        var provider = bench.Provider(("replication", LyncBench.Map(("within", new Value.Number(1)))));
        await LyncBench.RunOneAsync(provider, LyncBench.Create(LyncBench.Partner("never.example")));

        var outcome = await LyncBench.RunOneAsync(provider, LyncBench.Settle(LyncBench.Partner("never.example").Id));

        Assert.Equal((StepResult.NotDone, "XDS9861"), (outcome.Result, outcome.Diagnostic?.Code));
        Assert.Contains(LyncWorld.Edge2, outcome.Diagnostic!.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain(LyncWorld.Edge1, outcome.Diagnostic.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replicas_NotToBeWaitedFor_AreNotAsked()
    {
        var outcome = await LyncBench.RunOneAsync(bench.Provider(("replication", LyncBench.Map(("within", new Value.Number(0))))), LyncBench.Settle(LyncBench.Partner("none.example").Id));

        Assert.Equal(StepResult.AlreadyThere, outcome.Result);
        Assert.Empty(bench.World.Calls);
    }

    [Fact]
    public async Task Settling_Cancelled_Ends()
    {
        bench.World.Lag(LyncWorld.Edge2, null);
        var provider = bench.Provider(("replication", LyncBench.Map(("within", new Value.Number(3600)))));
        await LyncBench.RunOneAsync(provider, LyncBench.Create(LyncBench.Partner("stop.example")));
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in provider.ExecuteAsync([LyncBench.Settle(LyncBench.Partner("stop.example").Id)], stop.Token)) { }
        });
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();
}
