using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Engine.Confirmation;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;
using static XmppDesiredState.Engine.Tests.Planning.PlanCase;

namespace XmppDesiredState.Engine.Tests.Confirmation;

/// <summary>What ended is written while the run goes on, and nothing overtakes it.</summary>
public sealed class RunJournalTests : IDisposable
{
    private static readonly ApplyOptions Options = new() { Approve = (_, _) => ValueTask.FromResult(true), RunId = "20261123T120000Z-0001", Actor = "tester", Machine = "here", Command = "apply" };

    private readonly Rig rig = new();

    [Fact]
    public async Task End_ReturnsBeforeItIsWritten_AndTheNextBeginWaitsForIt()
    {
        var steps = await StepsAsync();
        await using var store = new HeldStore(rig.Store());
        await using var journal = Journal(store);

        journal.End([Done(steps[0])]);
        var begin = journal.BeginAsync([steps[1]], TestContext.Current.CancellationToken);
        await store.Asked;
        Assert.False(begin.IsCompleted);
        store.Release();

        Assert.True(await begin);
        Assert.Equal([RunEvents.StepFinishedType, RunEvents.StepStartedType], (await store.ReadRunAsync(Options.RunId, TestContext.Current.CancellationToken))!.Value.Select(entry => entry.Type));
    }

    [Fact]
    public async Task End_ThatCannotBeWritten_LetsNothingBegin()
    {
        var steps = await StepsAsync();
        await using var store = new FullDiskStore(rig.Store(), 0);
        await using var journal = Journal(store);

        journal.End([Done(steps[0])]);

        Assert.False(await journal.BeginAsync([steps[1]], TestContext.Current.CancellationToken));
        Assert.Equal("The disk is full.", journal.Trouble!.Summary);
        Assert.True(journal.Failed.IsCancellationRequested);
    }

    [Fact]
    public async Task Finish_BehindAnEndThatFailed_WritesNothing()
    {
        var steps = await StepsAsync();
        // The record after the look would be the second write.
        await using var inner = rig.Store();
        await using var store = new FirstWriteFails(inner);
        await using var journal = Journal(store);

        journal.End([Done(steps[0])]);
        await journal.FinishAsync(LastApplied.None with { Deployment = "other" }, "done", "done", TestContext.Current.CancellationToken);

        Assert.Equal(1, store.Writes);
        Assert.NotNull(journal.Trouble);
    }

    // Whoever disposes of the journal gives the lock back: the record may not be written behind that.
    [Fact]
    public async Task Dispose_WaitsForWhatIsWritten()
    {
        var steps = await StepsAsync();
        await using var store = new HeldStore(rig.Store());
        var journal = Journal(store);
        journal.End([Done(steps[0])]);

        var disposing = journal.DisposeAsync().AsTask();
        await store.Asked;
        Assert.False(disposing.IsCompleted);
        store.Release();

        await disposing;
        Assert.Single((await store.ReadRunAsync(Options.RunId, TestContext.Current.CancellationToken))!.Value);
    }

    [Fact]
    public async Task Apply_LooksAgainWhileItWrites()
    {
        var looks = 0;
        HeldStore? held = null;
        rig.Declare(APartner("fabrikam.com"));
        rig.Wrap = store => held = new HeldStore(store);
        // The second look is what lets the store go on.
        rig.World.OnObserve = _ =>
        {
            if (Interlocked.Increment(ref looks) == 2) held!.Release();
            return false;
        };

        var report = (await rig.ApplyAsync()).Report!;

        Assert.Equal((1, 0), (report.Summary.Added, report.Summary.Failed));
        Assert.True(held!.Asked.IsCompletedSuccessfully);
    }

    public void Dispose() => rig.Dispose();

    private async Task<ImmutableArray<PlannedStep>> StepsAsync()
    {
        rig.Declare(APartner("a.example"), APartner("b.example"));
        return (await rig.PlanAsync()).Steps;
    }

    private static RunJournal Journal(IRunStore store) => new(store, Options, TimeProvider.System, LastApplied.None);

    // One that says nothing about what is ours: the record is written under a lock, which these have not.
    private static StepReport Done(PlannedStep step) => new(step with { Step = step.Step with { Operation = Operation.Settle } }, StepResult.Applied, null, 1, TimeSpan.Zero);
}
