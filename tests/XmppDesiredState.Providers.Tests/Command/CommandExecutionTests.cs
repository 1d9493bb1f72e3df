using XmppDesiredState.Changes;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Tests.Command;

public sealed class CommandExecutionTests
{
    [Theory]
    [InlineData(Operation.Reload, "reload")]
    [InlineData(Operation.Restart, "restart")]
    public async Task Program_EndsWell_IsApplied(Operation operation, string name)
    {
        await using var bench = new CommandBench()
            .With("reload", "echo reload \"$1\" \"$XMPPSTATE_SERVICE\" \"$XMPPSTATE_MEMBER\" \"$XMPPSTATE_THUMBPRINT\" \"[$XMPPSTATE_DRAIN]\" > ran", "{member}")
            .With("restart", "echo restart \"$1\" \"$XMPPSTATE_SERVICE\" \"$XMPPSTATE_MEMBER\" \"$XMPPSTATE_THUMBPRINT\" \"[$XMPPSTATE_DRAIN]\" > ran", "{member}");

        var outcome = await bench.RunAsync(operation);

        Assert.Equal((StepResult.Applied, CommandBench.New), (outcome.Result, outcome.Artifact));
        Assert.Equal($"{name} edge1 access edge1 {CommandBench.New} []", bench.Read("ran"));
    }

    [Theory]
    [InlineData("echo begun >&2; echo 'unit not found' >&2; exit 5", "exit code 5: unit not found.")]
    [InlineData("kill -9 $$", "exit code 137.")]
    [InlineData(@"printf '\033[31mred \377 text\033[0m\n' >&2; exit 1", "exit code 1: red \ufffd text.")]
    public async Task Program_EndsBadly_IsNotDone(string script, string expected)
    {
        await using var bench = new CommandBench().With("restart", script);

        var outcome = await bench.RunAsync(Operation.Restart);

        Assert.Equal((StepResult.NotDone, "XDS9706", "service/access@ops"), (outcome.Result, outcome.Diagnostic!.Code, outcome.Diagnostic.Address));
        Assert.EndsWith(expected, outcome.Diagnostic.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_CannotBeStarted_IsNotDone()
    {
        await using var bench = new CommandBench().With("restart", "exit 0");
        var options = bench.Options;
        var services = new Values.Value.Map(Values.Value.Map.NoItems.Add("access", new Values.Value.Map(Values.Value.Map.NoItems.Add("restart", CommandBench.List("./none")))));
        var provider = new XmppDesiredState.Providers.Command.CommandProviderFactory().Create(new ProviderSettings("ops", bench.Folder, options.SetItem("services", services),
            (_, _) => throw new InvalidOperationException(), TimeProvider.System, _ => { }, AllowPrograms: true));

        await foreach (var outcome in provider.ExecuteAsync([CommandBench.Step(1, Operation.Restart, "edge1")], CancellationToken.None))
        {
            Assert.Equal(StepResult.NotDone, outcome.Result);
            Assert.Contains("./none is not there", outcome.Diagnostic!.Summary, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Program_DoesNotEnd_IsUnknown()
    {
        await using var bench = new CommandBench().With("restart", "echo stopping >&2; sleep 300").WithTimeout(1);

        var outcome = await bench.RunAsync(Operation.Restart);

        Assert.Equal((StepResult.Unknown, "XDS9707"), (outcome.Result, outcome.Diagnostic!.Code));
        Assert.Contains("did not end within 1s: stopping", outcome.Diagnostic.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_PrintsALot_DoesNotMatter()
    {
        await using var bench = new CommandBench().With("restart", "head -c 5000000 /dev/zero; head -c 5000000 /dev/zero >&2");

        Assert.Equal(StepResult.Applied, (await bench.RunAsync(Operation.Restart)).Result);
    }

    [Fact]
    public async Task Member_RunsWithItAlready_IsLeftAlone()
    {
        await using var bench = new CommandBench().With("status", $"echo {CommandBench.New}").With("restart", "touch ran");

        Assert.Equal(StepResult.AlreadyThere, (await bench.RunAsync(Operation.Restart)).Result);
        Assert.False(File.Exists(Path.Combine(bench.Folder, "ran")));
    }

    [Theory]
    [InlineData("exit 1")]
    [InlineData("echo AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Member_RunsWithAnotherOrNobodyKnows_IsRestarted(string status)
    {
        await using var bench = new CommandBench().With("status", status).With("restart", "touch ran");

        Assert.Equal(StepResult.Applied, (await bench.RunAsync(Operation.Restart)).Result);
        Assert.True(File.Exists(Path.Combine(bench.Folder, "ran")));
    }

    [Fact]
    public async Task Operation_NotDeclared_IsNotDone()
    {
        await using var bench = new CommandBench().With("restart", "exit 0");

        var outcome = await bench.RunAsync(Operation.Reload);

        Assert.Equal((StepResult.NotDone, "XDS9708"), (outcome.Result, outcome.Diagnostic!.Code));
    }

    [Fact]
    public async Task Steps_OfAnythingElse_AreNotDone()
    {
        await using var bench = new CommandBench().With("restart", "exit 0");
        var good = CommandBench.Step(1, Operation.Restart, "edge1");

        var outcomes = await bench.RunAsync(good with { Id = 1, Operation = Operation.Probe }, good with { Id = 2, Resource = new ResourceId(Service.Kind, "other") }, good with { Id = 3, Member = null },
            good with { Id = 4, After = CommandBench.Declared("edge1") }, good with { Id = 5, Resource = new ResourceId(Partner.Kind, "a.example") });

        Assert.Equal([1, 2, 3, 4, 5], outcomes.Select(outcome => outcome.Step).Order());
        Assert.All(outcomes, outcome => Assert.Equal((StepResult.NotDone, "XDS9708"), (outcome.Result, outcome.Diagnostic!.Code)));
    }

    [Fact]
    public async Task Steps_OfSeveralMembers_RunTogether()
    {
        // Each waits for the other: one after the other they would never end.
        await using var bench = new CommandBench().With("restart", "touch \"here-$1\"; while [ ! -e \"here-$2\" ]; do sleep 0.05; done", "{member}", "edge1").WithTimeout(30);
        bench.With("reload", "touch \"here-$1\"; while [ ! -e here-edge2 ]; do sleep 0.05; done", "{member}");

        var outcomes = await bench.RunAsync(CommandBench.Step(1, Operation.Reload, "edge1"), CommandBench.Step(2, Operation.Restart, "edge2"));

        Assert.All(outcomes, outcome => Assert.Equal(StepResult.Applied, outcome.Result));
        Assert.Equal(2, outcomes.Count);
    }

    [Fact]
    public async Task NoExec_IsNotDoneAndStartsNothing()
    {
        await using var bench = new CommandBench { AllowPrograms = false }.With("restart", "touch ran");

        var outcome = await bench.RunAsync(Operation.Restart);

        Assert.Equal((StepResult.NotDone, "XDS9704"), (outcome.Result, outcome.Diagnostic!.Code));
        Assert.False(File.Exists(Path.Combine(bench.Folder, "ran")));
    }

    [Fact]
    public async Task Listener_StopsListening_StopsThePrograms()
    {
        await using var bench = new CommandBench().With("restart", "[ \"$1\" = edge1 ] && exit 0; echo $$ > self; exec sleep 300", "{member}");
        await foreach (var outcome in bench.Provider.ExecuteAsync([CommandBench.Step(1, Operation.Restart, "edge1"), CommandBench.Step(2, Operation.Restart, "edge2")], CancellationToken.None))
        {
            Assert.Equal(1, outcome.Step);
            var self = Path.Combine(bench.Folder, "self");
            while (!File.Exists(self) || new FileInfo(self).Length == 0) await Task.Delay(20);
            break;
        }

        Assert.False(Directory.Exists($"/proc/{bench.Read("self")}"));
    }
}
