using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Rendering.Reports;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Tests.Reports;

public sealed class ReportTests
{
    [Fact]
    public void Plan_WithAChangeThatWaitsAndOneThatIsHeldBack_CountsTheFirstTwiceAndTheOtherOnce()
    {
        var report = PlanReport.Of(Plans.Rich, 1);

        Assert.Equal((1, 1, 1), (report.CountOf("restart"), report.CountOf("waiting"), report.CountOf("blocked")));
        Assert.Equal(["waiting"], Assert.Single(report.Items, item => item.Class == "restart").Also);
        Assert.Equal(("blocked", "XDS4101", "If that is meant, give --max-deletes 4."), Assert.Single(report.Items, item => item.Class == "blocked") is var held ? (held.State, held.Code, held.Fix) : default);
        Assert.Equal(ReportLevel.Error, report.Items[0].Level);
        Assert.False(report.IsComplete);
    }

    [Fact]
    public void Plan_WithSteps_SaysThemAsPeopleReadThem()
    {
        var address = Plans.At(Certificate.Kind, "edge", "store");
        var step = new Changes.Step(1, "store", address.Id, "m1", Changes.Operation.Install, null, null, null);
        var plan = Plans.Nothing with
        {
            Changes = [new Change { Address = address, Action = ChangeAction.Renew, Reason = "renew_because_due", Steps = [1, 2] }],
            Steps = [new PlannedStep(step, 5, [], address), new PlannedStep(step with { Id = 2, Operation = Changes.Operation.Restore }, 5, [], address) { FailureOf = [1] }],
            Certificates = [new CertificateTerm(address, null, null, null), new CertificateTerm(Plans.At(Certificate.Kind, "a", "store"), null, Plans.Now, null)],
        };

        var report = PlanReport.Of(plan, 0);
        Assert.Equal([("install on m1", "certificate/edge", false), ("restore on m1", "certificate/edge", true)], report.Steps.Select(one => (one.Text, one.Address, one.IsWayOut)));
        Assert.Equal([1, 2], Assert.Single(report.Items).Steps);
        // Soonest first; what has no end stands last.
        Assert.Equal(["certificate/a", "certificate/edge"], report.Certificates.Select(certificate => certificate.Address));
    }

    [Theory]
    [InlineData(ChangeStatus.Done, "done", ReportLevel.None)]
    [InlineData(ChangeStatus.AlreadyThere, "already_there", ReportLevel.None)]
    [InlineData(ChangeStatus.Waiting, "waiting", ReportLevel.Note)]
    [InlineData(ChangeStatus.Blocked, "blocked", ReportLevel.Error)]
    [InlineData(ChangeStatus.Skipped, "skipped", ReportLevel.Error)]
    [InlineData(ChangeStatus.Conflict, "conflict", ReportLevel.Error)]
    [InlineData(ChangeStatus.NotDone, "not_done", ReportLevel.Error)]
    [InlineData(ChangeStatus.NotConfirmed, "not_confirmed", ReportLevel.Error)]
    [InlineData(ChangeStatus.Unknown, "unknown", ReportLevel.Error)]
    public void Apply_OfAChange_CountsItUnderWhatBecameOfIt(ChangeStatus status, string name, object level)
    {
        var plan = Plans.Nothing with { Changes = [Plans.Rich.Changes[2]] };
        var run = Plans.Done(plan) with { Changes = [new ChangeReport(plan.Changes[0], status, Plans.Down.At(null, "It happened.", "Mend it."))] };

        var report = ApplyReport.Of(new ApplyResult(ApplyVerdict.Executed) { Plan = plan, Report = run }, 0, Plans.Now, "");
        var item = Assert.Single(report.Items);
        Assert.Equal((name, (ReportLevel)level, 1), (item.Class, item.Level, report.CountOf(name)));
        Assert.Equal(status == ChangeStatus.Done ? 1 : 0, report.CountOf("added"));
    }

    [Theory]
    [InlineData(ChangeStatus.Waiting, Severity.Warning, 1)]
    [InlineData(ChangeStatus.Waiting, Severity.Note, 0)]
    [InlineData(ChangeStatus.Done, Severity.Warning, 0)]
    public void Apply_OfAChangeThatWaits_IsOverdueWhenWhoeverItWaitsForWarns(ChangeStatus status, Severity severity, int overdue)
    {
        var plan = Plans.Nothing with { Changes = [Plans.Rich.Changes[2]] };
        var run = Plans.Done(plan) with { Changes = [new ChangeReport(plan.Changes[0], status, Plans.Down.At(null, "It is late.", "Ask.") with { Severity = severity })] };

        var report = ApplyReport.Of(new ApplyResult(ApplyVerdict.Executed) { Plan = plan, Report = run }, 6, Plans.Now, "");

        Assert.Equal(overdue, report.CountOf("overdue"));
        if (overdue > 0) Assert.Equal(ReportLevel.Warning, Assert.Single(report.Items).Level);
    }

    [Fact]
    public void Apply_WhileSomebodyElseHoldsTheLock_KnowsNothingAndNamesTheDeployment()
    {
        var report = ApplyReport.Of(new ApplyResult(ApplyVerdict.LockHeld) { Diagnostic = Plans.Down.At(null, "Held.", "Wait.") }, 5, Plans.Now, "contoso");

        Assert.Equal(("contoso", false, 0, 1), (report.Deployment, report.IsComplete, report.Items.Length, report.Diagnostics.Length));
        Assert.False(report.Succeeded);
    }

    [Fact]
    public void Verify_OfADomainThatTwoGatewaysDeclareDifferently_KeepsBothApart()
    {
        var twice = new VerifiedDomain(Verdicts.Fabrikam, null, null);
        var other = twice with { Verdict = Verdicts.Fabrikam with { Peer = Verdicts.Fabrikam.Peer with { Declared = Negotiation.Presets[1].Negotiation } } };

        var report = VerifyReport.Of(VerifyResult.Of("contoso", "all", Plans.Now, [twice, other], []), 0);
        Assert.Equal(2, report.CountOf("works"));
        Assert.Distinct(report.Items.Select(item => item.Address));
        Assert.All(report.Items, item => Assert.StartsWith("fabrikam.com, ", item.Address, StringComparison.Ordinal));
    }

    [Fact]
    public void Verify_OfWhatWorksAndIsAboutToEnd_Warns()
    {
        var report = VerifyReport.Of(VerifyResult.Of("contoso", "all", Plans.Now, Verdicts.All.Select(verdict => new VerifiedDomain(verdict, null, null)), []), 2);

        Assert.Equal([("it.fabrikam.com", ReportLevel.Error), ("old.example", ReportLevel.Note), ("stranger.example", ReportLevel.Note), ("contoso.com", ReportLevel.Warning), ("fabrikam.com", ReportLevel.None)],
            report.Items.Select(item => (item.Address, item.Level)));
        Assert.Equal((1, 2, 2), (report.CountOf("cannot_work"), report.CountOf("cannot_tell"), report.CountOf("works")));
    }
}
