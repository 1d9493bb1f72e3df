using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.Resources;
using XmppDesiredState.Tests.Ordering;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Lync;

/// <summary>One warm deployment; each test finds its machines as they were made.</summary>
[TakesLong(35)]
public sealed class LyncRestartTests : IClassFixture<LyncRestartTests.Fixture>
{
    private const string Edge = LyncWorld.Edge1;
    private readonly LyncBench bench;
    private readonly IProvider provider;

    public LyncRestartTests(Fixture fixture)
    {
        (bench, provider) = (fixture.Bench, fixture.Provider);
        bench.World.Arrange(state =>
        {
            state.Faults.Clear();
            // Nobody listens behind the services: what a proxy presents is the wire's business.
            state.Computers = [.. fixture.Computers.Select(computer => computer with { XmppPort = 0 })];
        });
        bench.World.ForgetCalls();
        // Notes of restarts that did not end.
        foreach (var notes in Directory.EnumerateDirectories(bench.World.Folder, "Restarts", SearchOption.AllDirectories)) Directory.Delete(notes, recursive: true);
    }

    [Fact]
    public async Task Restart_OfAnEdge_StopsAndStartsItsServicesAndNoOthers()
    {
        var outcome = await RestartAsync(provider, Edge);

        Assert.Equal((StepResult.Applied, "THUMBPRINT"), (outcome.Result, outcome.Artifact));
        string[] ours = ["RTCDATAPROXY", "RTCMEDIARELAY", "RTCMRAUTH", "RTCSRV", bench.World.ProxyService(Edge)];
        Assert.Equal(ours.Order(StringComparer.Ordinal), Named("Stop-CsWindowsService").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(bench.World.Calls.Where(call => call.Cmdlet.EndsWith("-CsWindowsService", StringComparison.Ordinal)), call => Assert.Equal(Edge, call.ComputerName));
        Assert.All(bench.World.Computer(Edge).Services, service => Assert.True(service.IsRunning, service.Name));
        Assert.Contains(bench.World.Calls, call => call.Cmdlet == "Start-CsWindowsService");
    }

    [Fact]
    public async Task Service_StoppedBefore_StaysStopped()
    {
        bench.World.Service(Edge, "RTCDATAPROXY", service => service with { IsRunning = false });

        Assert.Equal(StepResult.Applied, (await RestartAsync(provider, Edge)).Result);

        Assert.Equal(["RTCDATAPROXY"], bench.World.Computer(Edge).Services.Where(service => !service.IsRunning).Select(service => service.Name));
    }

    [Fact]
    public async Task Dependent_ThatRanBefore_IsStartedAgain()
    {
        // The agent is none of ours and stops with the Access Edge.
        bench.World.Service(Edge, "RTCCLSAGT", service => service with { Prerequisites = ["RTCSRV"] });

        Assert.Equal(StepResult.Applied, (await RestartAsync(provider, Edge)).Result);

        Assert.Contains("RTCCLSAGT", Named("Start-CsWindowsService"));
        Assert.All(bench.World.Computer(Edge).Services, service => Assert.True(service.IsRunning, service.Name));
    }

    [Fact]
    public async Task Service_ThatDoesNotComeBack_IsNamed()
    {
        bench.World.Service(Edge, "RTCSRV", service => service with { FailsToStart = true });

        var outcome = await RestartAsync(bench.Provider(("timeout", new Value.Number(3))), Edge);

        Assert.Equal((StepResult.NotDone, "XDS9871"), (outcome.Result, outcome.Diagnostic?.Code));
        Assert.Contains("RTCSRV (Stopped)", outcome.Diagnostic!.Summary, StringComparison.Ordinal);
        Assert.True(bench.World.Computer(Edge).Services.Single(service => service.Name == "RTCDATAPROXY").IsRunning);
    }

    [Fact]
    public async Task Restart_ThatWasCutOff_IsSeenAndEnded()
    {
        bench.World.Service(Edge, "RTCCLSAGT", service => service with { IsRunning = false });
        bench.World.Add(new LyncFault("Start-CsWindowsService", FaultKind.Error) { Repeats = true });
        Assert.Equal(StepResult.NotDone, (await RestartAsync(bench.Provider(("timeout", new Value.Number(3))), Edge)).Result);
        bench.World.Arrange(state => state.Faults.Clear());

        Assert.Equal([Edge], await InterruptedAsync());
        Assert.Equal(StepResult.Applied, (await RestartAsync(bench.Provider(), Edge)).Result);

        Assert.Empty(await InterruptedAsync());
        Assert.Equal(["RTCCLSAGT"], bench.World.Computer(Edge).Services.Where(service => !service.IsRunning).Select(service => service.Name));
    }

    [Fact]
    public async Task Restart_ThatSomebodyElseEnded_IsNotOwed()
    {
        bench.World.Service(Edge, "RTCDATAPROXY", service => service with { FailsToStart = true });
        Assert.Equal(StepResult.NotDone, (await RestartAsync(bench.Provider(("timeout", new Value.Number(3))), Edge)).Result);
        Assert.Equal([Edge], await InterruptedAsync());

        bench.World.Service(Edge, "RTCDATAPROXY", service => service with { FailsToStart = false, IsRunning = true });

        Assert.Empty(await InterruptedAsync());
    }

    [Fact]
    public async Task Machine_ThatCannotBeAsked_IsAWarning()
    {
        var nowhere = LyncBench.Map(("local", LyncBench.Map(("program", new Value.List([new Value.Text("/there/is/no/such/program")])))));

        var seen = await ObserveAsync(bench.Provider(("machines", LyncBench.Map((Edge, nowhere)))));

        var note = Assert.Single(seen.Notes);
        Assert.Equal("XDS9850", note.Code);
        Assert.Contains(Edge, note.Summary, StringComparison.Ordinal);
        Assert.Null(Assert.Single(seen.Resources).Resource[Service.Loaded]);
    }

    private static Task<Observation> ObserveAsync(IProvider provider) => provider.ObserveAsync(
        new Scope(Service.Kind, [new Resource(new ResourceId(Service.Kind, "edge")).With(Service.Members, [Edge, LyncWorld.Edge2])], Unlisted: false), TestContext.Current.CancellationToken);

    private async Task<IEnumerable<string>> InterruptedAsync()
    {
        var seen = await ObserveAsync(bench.Provider());
        return Assert.Single(seen.Resources).Resource.Get(Service.Loaded)?.Where(member => member.Value == Service.Interrupted).Select(member => member.Key) ?? [];
    }

    [Fact]
    public async Task Drain_IsBoundedAndThenTheServiceStops()
    {
        bench.World.Service(Edge, "RTCMEDIARELAY", service => service with { Seconds = 2 });

        var outcome = await RestartAsync(provider, Edge, TimeSpan.FromSeconds(1));

        Assert.Equal(StepResult.Applied, outcome.Result);
        Assert.Contains(bench.World.Calls, call => call.Cmdlet == "Stop-CsWindowsService" && call.Parameters.Contains("Graceful") && call.Parameters.Contains("NoWait"));
        Assert.Contains(bench.Progress, line => line.Contains("calls to end", StringComparison.Ordinal));
        Assert.All(bench.World.Computer(Edge).Services, service => Assert.True(service.IsRunning, service.Name));
    }

    [Fact]
    public async Task FrontEnd_LosesOnlyTheXmppGateway()
    {
        Assert.Equal(StepResult.Applied, (await RestartAsync(provider, LyncWorld.FrontEnd)).Result);

        Assert.Equal(["RTCXMPPTGW"], Named("Stop-CsWindowsService"));
    }

    [Fact]
    public async Task Machine_WithoutTheServices_IsLeftAlone()
    {
        bench.World.Arrange(state => state.Computers[1] = state.Computers[1] with { Services = [.. state.Computers[1].Services.Where(service => service.Name is "REPLICA" or "RTCCLSAGT")] });

        var outcome = await RestartAsync(provider, Edge);

        Assert.Equal((StepResult.NotDone, "XDS9870"), (outcome.Result, outcome.Diagnostic?.Code));
        Assert.Empty(Named("Stop-CsWindowsService"));
    }

    [Theory]
    [InlineData("nowhere.example")]
    [InlineData("localhost")]
    [InlineData("edge1 -Force")]
    public async Task Machine_ThatIsNone_IsNotDone(string machine)
    {
        var outcome = await RestartAsync(provider, machine);

        Assert.Equal(StepResult.NotDone, outcome.Result);
        Assert.Empty(Named("Stop-CsWindowsService"));
    }

    [Fact]
    public async Task Stop_Refused_StartsAgainWhatWasStopped()
    {
        bench.World.Add(new LyncFault("Stop-CsWindowsService", FaultKind.Error) { AtCall = 3 });

        var outcome = await RestartAsync(provider, Edge);

        Assert.Equal(StepResult.NotDone, outcome.Result);
        Assert.All(bench.World.Computer(Edge).Services, service => Assert.True(service.IsRunning, service.Name));
    }

    [Fact]
    public async Task Session_BrokenWhileItStops_IsUnknownAndTheServicesRunAgain()
    {
        bench.World.Add(new LyncFault("Stop-CsWindowsService", FaultKind.Crash) { AtCall = 2 });

        var outcome = await RestartAsync(provider, Edge);

        Assert.Equal(StepResult.Unknown, outcome.Result);
        Assert.All(bench.World.Computer(Edge).Services, service => Assert.True(service.IsRunning, service.Name));
    }

    [Fact]
    public async Task Machine_WithAConnectionOfItsOwn_IsAskedThere()
    {
        // The main connection would fail; only the machine's own is used.
        var own = bench.Provider(("connection", LyncBench.Map(("local", LyncBench.Map(("program", new Value.List([new Value.Text("/nowhere/powershell")])))))), ("machines", LyncBench.Map((Edge, bench.Local(Edge)))));

        Assert.Equal(StepResult.Applied, (await RestartAsync(own, Edge)).Result);
    }

    private IEnumerable<string> Named(string cmdlet) => bench.World.Calls.Where(call => call.Cmdlet == cmdlet).Select(call => call.Identity!);

    private static Task<StepOutcome> RestartAsync(IProvider provider, string member, TimeSpan? drain = null)
    {
        var id = new ResourceId(Service.Kind, "edge");
        var after = new Resource(id).With(Service.Members, [member]).With(Service.Loaded.Name, LyncBench.Map((member, new Value.Text("THUMBPRINT"))));
        if (drain is { } time) after = after.With(Service.Drain, time);
        return LyncBench.RunOneAsync(provider, new Step(1, "lync", id, member, Operation.Restart, new ObservedResource(new Resource(id), ""), after));
    }

    public sealed class Fixture : IAsyncLifetime
    {
        public Fixture()
        {
            Provider = Bench.Provider();
            Bench.World.Arrange(state => Computers = [.. state.Computers]);
        }

        public LyncBench Bench { get; } = new();

        public IProvider Provider { get; }

        public ImmutableArray<LyncComputer> Computers { get; private set; }

        public ValueTask InitializeAsync() => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => Bench.DisposeAsync();
    }
}
