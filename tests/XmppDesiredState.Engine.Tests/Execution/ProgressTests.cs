using XmppDesiredState.Changes;
using XmppDesiredState.Conformance.Fakes;
using static XmppDesiredState.Engine.Tests.Planning.PlanCase;

namespace XmppDesiredState.Engine.Tests.Execution;

/// <summary>What whoever waits hears, and when: an outcome as soon as it stands, once.</summary>
public sealed class ProgressTests : IDisposable
{
    private readonly Rig rig = new();
    private readonly List<string> heard = [];

    public ProgressTests()
    {
        rig.Declare(APartner("a.example"), APartner("b.example"), APartner("c.example"));
        rig.Progress = progress =>
        {
            if (progress.Report is { } report) heard.Add($"{progress.Finished}/{progress.Total} {progress.Step.Step.Resource.Name} {report.Result} {report.Attempts}{(progress.HasMore ? " and" : "")}");
        };
    }

    public void Dispose() => rig.Dispose();

    private void FailOnce(string name, FakeFault fault)
    {
        var isFirst = true;
        rig.World.OnExecute = step => step.Resource.Name == $"{name}.example" && isFirst && !(isFirst = false) ? fault : FakeFault.None;
    }

    [Fact]
    public async Task What_ends_together_is_told_together()
    {
        await rig.ApplyAsync();

        Assert.Equal(["1/3 a.example Applied 1 and", "2/3 b.example Applied 1 and", "3/3 c.example Applied 1"], heard);
    }

    [Fact]
    public async Task What_is_done_is_told_while_the_provider_is_at_the_next()
    {
        string[] meanwhile = [];
        rig.World.Slowness = TimeSpan.FromMilliseconds(500);
        rig.World.OnExecute = step => step.Resource.Name == "c.example" ? FakeFault.IsSlow : FakeFault.None;
        var hear = rig.Progress!;
        rig.Progress = progress =>
        {
            if (progress.Report is not null && progress.Step.Step.Resource.Name == "c.example") meanwhile = [.. heard];
            hear(progress);
        };

        var report = (await rig.ApplyAsync()).Report!;

        Assert.Equal(["1/3 a.example Applied 1 and", "2/3 b.example Applied 1"], meanwhile);
        Assert.Equal("3/3 c.example Applied 1", heard[^1]);
        var took = report.Steps.ToDictionary(step => step.Step.Step.Resource.Name, step => step.Took);
        Assert.True(took["a.example"] <= took["b.example"] && took["b.example"] < took["c.example"], $"Each has a time of its own: {string.Join(", ", took)}");
    }

    [Theory]
    [InlineData(FakeFault.RefusesForNow)]
    [InlineData(FakeFault.LosesTheRequest)]
    public async Task What_is_sent_again_is_told_when_it_stands(FakeFault fault)
    {
        FailOnce("b", fault);

        await rig.ApplyAsync();

        Assert.Equal(["1/3 a.example Applied 1 and", "2/3 c.example Applied 1", "3/3 b.example Applied 2"], heard);
    }

    [Fact]
    public async Task What_was_done_without_a_word_is_told_once_it_was_read()
    {
        FailOnce("a", FakeFault.AppliesAndLosesTheAnswer);

        await rig.ApplyAsync();

        Assert.Equal(["1/3 b.example Applied 1 and", "2/3 c.example Applied 1", "3/3 a.example Applied 1"], heard);
    }

    [Fact]
    public async Task A_provider_that_contradicts_itself_is_not_believed_and_that_is_told_too()
    {
        rig.World.OnExecute = step => step.Resource.Name == "b.example" ? FakeFault.ContradictsItself : FakeFault.None;

        var report = (await rig.ApplyAsync()).Report!;

        Assert.Equal(StepResult.Unknown, report.Steps.Single(step => step.Step.Step.Resource.Name == "b.example").Result);
        Assert.Equal(["1/3 a.example Applied 1 and", "2/3 b.example Applied 1 and", "3/3 c.example Applied 1", "3/3 b.example Unknown 2"], heard);
    }

    [Fact]
    public async Task Whoever_is_slow_to_listen_is_not_taken_for_a_provider_that_is_silent()
    {
        rig.Options = rig.Options with { Timeout = TimeSpan.FromSeconds(3) };
        var hear = rig.Progress!;
        rig.Progress = progress =>
        {
            if (progress.Report is not null && heard.Count == 0) Thread.Sleep(TimeSpan.FromSeconds(4.5));
            hear(progress);
        };

        await rig.ApplyAsync();

        Assert.Equal(["1/3 a.example Applied 1 and", "2/3 b.example Applied 1 and", "3/3 c.example Applied 1"], heard);
        Assert.Equal(3, rig.World.Writes.Count());
    }

    [Fact]
    public async Task Whoever_fails_to_listen_is_not_taken_for_a_provider_that_fails()
    {
        rig.Progress = progress =>
        {
            if (progress.Report is not null) throw new IOException("No space left on device");
        };

        await Assert.ThrowsAsync<IOException>(() => rig.ApplyAsync());

        Assert.Equal(3, rig.World.Writes.Count());
        Assert.Equal(3, rig.World.Resources.Length);
    }
}
