using System.Text;
using XmppDesiredState.Changes;
using XmppDesiredState.Conformance.Fakes;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.PlanFiles;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Scripts;
using static XmppDesiredState.Engine.Tests.Planning.PlanCase;

namespace XmppDesiredState.Engine.Tests.Scripts;

/// <summary>The loop without a connection: plan from what a script saw, a person executes, what came back is recorded.</summary>
public sealed class RecordTests : IDisposable
{
    private readonly Rig rig = new();

    /// <summary>The live system as scripts see it; the rig's own must never be asked.</summary>
    private readonly FakeWorld seen = new();

    public RecordTests() => rig.World.OnObserve = _ => true;

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task Plan_FromWhatAScriptSaw_AsksNobody()
    {
        rig.Declare(APartner("fabrikam.com"), APartner("held.example"));
        seen.Put(APartner("held.example"));
        rig.Brought = [Read()];

        var plan = await rig.PlanAsync();

        Assert.Equal("partner/fabrikam.com@fake", Assert.Single(plan.Changes).Address.ToString());
        Assert.True(plan.IsComplete);
        Assert.Empty(rig.World.Calls);
        Assert.Contains("it is as kim read it on fe1 at ", Assert.Single(plan.Diagnostics, finding => finding.Code == "XDS6503").Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-25, "XDS6504")]
    [InlineData(-23, "XDS6503")]
    [InlineData(1, "XDS6504")]
    public async Task Plan_FromAnOldFile_Warns(int hours, string code)
    {
        rig.Declare(APartner("fabrikam.com"));
        rig.Brought = [Read() with { At = DateTimeOffset.UtcNow.AddHours(hours) }];

        Assert.Equal(code, Assert.Single((await rig.PlanAsync()).Diagnostics).Code);
    }

    [Fact]
    public async Task Record_OfARunThatDidAll_IsAsAnApply()
    {
        using var other = new Rig();
        foreach (var one in (Rig[])[rig, other]) one.Declare(APartner("fabrikam.com"), APartner("tailspintoys.com"));
        Assert.Equal(ApplyVerdict.Executed, (await other.ApplyAsync()).Verdict);
        var plan = await SavedAsync();

        var result = await RecordAsync(plan, StepResult.Applied, StepResult.AlreadyThere);

        Assert.Equal(ApplyVerdict.Executed, result.Verdict);
        Assert.Equal([ChangeStatus.Done, ChangeStatus.AlreadyThere], result.Report!.Changes.Select(change => change.Status));
        Assert.Equal((1, 1, 0), (result.Report.Summary.Added, result.Report.Summary.AlreadyThere, result.Report.Summary.Failed));
        Assert.Equal(LastApplied(other), LastApplied(rig));
        Assert.Empty(rig.World.Calls);
        Assert.False((await rig.PlanAsync()).Summary.HasChanges);
    }

    [Fact]
    public async Task Record_ASecondTime_ChangesNothing()
    {
        rig.Declare(APartner("fabrikam.com"));
        var plan = await SavedAsync();
        var first = await RecordAsync(plan, StepResult.Applied);
        var record = LastApplied(rig);

        var second = await rig.RecordAsync(plan);

        Assert.Equal(first.Report!.Summary, second.Report!.Summary);
        Assert.Equal(record, LastApplied(rig));
    }

    [Fact]
    public async Task Record_OfARunThatStopped_SaysWhatNoOneRan()
    {
        rig.Declare(APartner("a.example"), APartner("b.example"), APartner("c.example"), APartner("d.example"));
        var plan = await SavedAsync();

        var result = await RecordAsync(plan, StepResult.Applied, StepResult.NotDone);

        Assert.Equal([ChangeStatus.Done, ChangeStatus.NotDone, ChangeStatus.Skipped, ChangeStatus.Skipped], result.Report!.Changes.Select(change => change.Status));
        Assert.Equal("No one ran step 3 (create partner/c.example@fake): result.xml says nothing of it.", result.Report.Changes[2].Diagnostic!.Summary);
        Assert.Equal(3, result.Report.Summary.Failed);
        rig.Brought = [];
        rig.World.OnObserve = _ => false;
        rig.World.Put(APartner("a.example"));
        Assert.Equal(3, (await rig.ApplyAsync()).Report!.Summary.Added);
    }

    [Theory]
    [InlineData(StepResult.Conflict, ChangeStatus.Conflict)]
    [InlineData(StepResult.Unknown, ChangeStatus.Unknown)]
    public async Task Record_OfAStepThatDidNotSucceed_SaysSo(StepResult outcome, ChangeStatus status)
    {
        rig.Declare(APartner("a.example"));
        var plan = await SavedAsync();

        var result = await RecordAsync(plan, outcome);

        Assert.Equal(status, Assert.Single(result.Report!.Changes).Status);
        Assert.Contains(@"""result"":""" + outcome, Journal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_OfAStepThatIsNotSeenAfterwards_IsNotConfirmed()
    {
        rig.Declare(APartner("a.example"));
        var plan = await SavedAsync();
        rig.Brought = [Ran(plan, StepResult.Applied)];

        Assert.Equal(ChangeStatus.NotConfirmed, Assert.Single((await rig.RecordAsync(plan)).Report!.Changes).Status);
    }

    [Fact]
    public async Task Record_OfAFileThatWasCutOffBeforeTheSecondLook_ConfirmsNothing()
    {
        rig.Declare(APartner("a.example"));
        var plan = await SavedAsync();
        seen.OnObserve = _ => true;
        rig.Brought = [Ran(plan, StepResult.Applied)];

        var result = await rig.RecordAsync(plan);

        Assert.Equal("XDS6002", Assert.Single(result.Report!.Changes).Diagnostic!.Code);
        Assert.Equal(1, result.Report.Summary.Unreadable);
    }

    [Fact]
    public async Task Record_OfWhatSomebodyMadeOtherwise_SaysItIsThere()
    {
        rig.Declare(APartner("a.example"), APartner("b.example"));
        var plan = await SavedAsync();
        seen.Put(APartner("b.example"));

        var result = await RecordAsync(plan, StepResult.Applied);

        Assert.Equal([ChangeStatus.Done, ChangeStatus.AlreadyThere], result.Report!.Changes.Select(change => change.Status));
        Assert.Equal(0, result.Report.Summary.Failed);
    }

    [Fact]
    public async Task Record_TellsTheAuditTrailWhoRanIt()
    {
        rig.Declare(APartner("a.example"));

        _ = await RecordAsync(await SavedAsync(), StepResult.Applied);

        var journal = Journal();
        foreach (var part in (string[])["\"script_run\"", "\"kim\"", "\"fe1\"", "\"tester\"", "\"step_finished\"", "1 added"]) Assert.Contains(part, journal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_OfAnotherPlansResult_IsRefused()
    {
        rig.Declare(APartner("a.example"));
        var plan = await SavedAsync();
        rig.Brought = [Ran(plan, StepResult.Applied) with { Run = new ScriptRun("0123456789abcdef", PlanDigest.ChangesOf(plan), DateTimeOffset.UtcNow, []) }];
        await IsRefusedAsync(plan, "XDS6505");
        rig.Brought = [Ran(plan, StepResult.Applied) with { Run = new ScriptRun(PlanDigest.IdOf(plan), "0", DateTimeOffset.UtcNow, []) }];
        await IsRefusedAsync(plan, "XDS6505");
        rig.Brought = [Read()];
        await IsRefusedAsync(plan, "XDS6506");
    }

    [Fact]
    public async Task Record_OfAnotherLiveSystem_IsRefused()
    {
        rig.Declare(APartner("a.example"));
        var plan = await SavedAsync();
        seen.Target = "somewhere else";
        rig.Brought = [Ran(plan, StepResult.Applied)];

        await IsRefusedAsync(plan, "XDS4511");
    }

    [Fact]
    public async Task Record_WithOtherFiles_IsRefused()
    {
        rig.Declare(APartner("a.example"));
        var plan = await SavedAsync();
        rig.Brought = [Ran(plan, StepResult.Applied)];
        rig.Desired = rig.Desired with { ConfigDigest = "another" };

        await IsRefusedAsync(plan, "XDS4510");
    }

    [Theory]
    [InlineData("elsewhere", "fake", "fake", 1, "XDS6501")]
    [InlineData("rig", "gone", "fake", 1, "XDS6501")]
    [InlineData("rig", "fake", "other", 1, "XDS6501")]
    [InlineData("rig", "fake", "fake", 2, "XDS6502")]
    public async Task FilesOfSomethingElse_AreRefused(string deployment, string provider, string type, int count, string code)
    {
        rig.Declare(APartner("a.example"));
        var plan = await SavedAsync();
        rig.Brought = [.. Enumerable.Repeat(Ran(plan, StepResult.Applied) with { Deployment = deployment, Provider = provider, Type = type }, count)];

        var refusal = await Assert.ThrowsAsync<Providers.ProviderException>(rig.PlanAsync);
        Assert.Equal(code, refusal.Diagnostic.Code);
        await IsRefusedAsync(plan, code);
    }

    private async Task IsRefusedAsync(Plan plan, string code)
    {
        var result = await rig.RecordAsync(plan);
        Assert.Equal((ApplyVerdict.Refused, code), (result.Verdict, result.Diagnostic?.Code));
        Assert.False(Directory.Exists(Path.Combine(rig.StoreFolder, "runs")));
    }

    // Planned from a file, saved and read again, as the command line does it.
    private async Task<Plan> SavedAsync()
    {
        rig.Brought = [Read()];
        var (plan, findings) = PlanJson.Read(Encoding.UTF8.GetBytes(Json(await rig.PlanAsync())), "plan.json");
        Assert.Empty(findings);
        return plan!;
    }

    private async Task<ApplyResult> RecordAsync(Plan plan, params StepResult[] outcomes)
    {
        foreach (var (outcome, step) in outcomes.Zip(plan.Steps).Where(pair => pair.First is StepResult.Applied or StepResult.AlreadyThere)) seen.Put(step.Step.After!);
        rig.Brought = [Ran(plan, outcomes)];
        return await rig.RecordAsync(plan);
    }

    private ScriptResult Ran(Plan plan, params StepResult[] outcomes) => Read() with
    {
        Run = new ScriptRun(PlanDigest.IdOf(plan), PlanDigest.ChangesOf(plan), DateTimeOffset.UtcNow, [.. outcomes.Select((outcome, index) => new StepOutcome(index + 1, outcome,
            outcome is StepResult.Applied or StepResult.AlreadyThere ? null : FakeDiagnostics.ConflictAt(plan.Steps[index].Step)))]),
    };

    private ScriptResult Read() => new("result.xml", "rig", "fake", "fake", "fe1", "kim", DateTimeOffset.UtcNow, null, settings => new FakeProviderFactory("fake", seen).Create(settings));

    private static string Json(Plan plan)
    {
        using var stream = new MemoryStream();
        PlanJson.Write(plan, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string LastApplied(Rig rig) => File.ReadAllText(Path.Combine(rig.StoreFolder, "last-applied.json"));

    private string Journal() => string.Concat(Directory.GetFiles(Path.Combine(rig.StoreFolder, "runs")).Select(File.ReadAllText));
}
