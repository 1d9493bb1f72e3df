using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using static XmppDesiredState.Engine.Tests.Planning.PlanCase;

namespace XmppDesiredState.Engine.Tests.Planning;

/// <summary>A restart is a difference between what is installed on a member and what it runs with.</summary>
public sealed class RestartPlannerTests
{
    private static readonly MaintenanceWindow Nights = new("nights", [DayOfWeek.Tuesday, DayOfWeek.Thursday], new TimeOnly(22, 0), new TimeOnly(4, 0), "Europe/Berlin", [], Where);

    private static PlanCase Edge(RestartMode mode = RestartMode.Rolling, string? window = null, string installed = "NEW", string loaded = "OLD", string? second = null)
    {
        var service = new Resource(new ResourceId(Service.Kind, "edge")).With(Service.Members, ["edge1", "edge2"]).With(Service.Restart, mode);
        if (window is not null) service = service.With(Service.Window, window);
        var certificate = new Resource(new ResourceId(Certificate.Kind, "external")).With(Certificate.Restart, ["edge"]);
        var slot = new Value.Map(Value.Map.NoItems.Add(Certificate.Thumbprint.Name, new Value.Text(installed)));
        return new PlanCase().Declares(service).Declares(certificate).HasWindow(Nights)
            .HasLive(certificate.With(Certificate.Current, Both(slot)))
            .HasLive(new Resource(service.Id).With(Service.Loaded, Both(loaded).SetItem("edge2", second ?? loaded)));
    }

    private static ImmutableSortedDictionary<string, T> Both<T>(T value) => ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal).Add("edge1", value).Add("edge2", value);

    [Fact]
    public void Members_that_run_with_what_is_installed_are_left_alone() => Assert.Empty(Edge(loaded: "NEW").Plan().Changes);

    [Fact]
    public void Rolling_members_go_one_after_the_other_each_probed_before_the_next()
    {
        var plan = Edge().Plan();

        var main = plan.Steps.Where(step => !plan.WaysOut().Contains(step.Id)).ToArray();
        Assert.Equal([(Operation.Reload, "edge1"), (Operation.Probe, "edge1"), (Operation.Reload, "edge2"), (Operation.Probe, "edge2")], main.Select(step => (step.Step.Operation, step.Step.Member!)));
        Assert.Equal([main[1].Id], main[2].Requires);
        Assert.Equal(1, plan.Summary.Restart);
    }

    [Fact]
    public void A_member_that_nobody_could_ask_has_to_answer_before_another_is_touched()
    {
        var service = new ResourceId(Service.Kind, "edge");

        var plan = Edge().CannotAsk(service, "edge1").Plan();

        var main = plan.Steps.Where(step => !plan.WaysOut().Contains(step.Id)).ToArray();
        Assert.Equal([(Operation.Probe, "edge1"), (Operation.Reload, "edge2"), (Operation.Probe, "edge2")], main.Select(step => (step.Step.Operation, step.Step.Member!)));
        Assert.Equal([main[0].Id], main[1].Requires);
        Assert.DoesNotContain(Edge(RestartMode.Together).CannotAsk(service, "edge1").Plan().Steps, step => step.Step.Member == "edge1");
        Assert.Empty(Edge(loaded: "NEW").CannotAsk(service, "edge1").Plan().Steps);
    }

    [Fact]
    public void A_restart_that_was_cut_off_is_owed_and_goes_back_to_nothing()
    {
        var plan = Edge(loaded: "NEW", second: Service.Interrupted).Plan();

        Assert.All(plan.Steps, step => Assert.Equal("edge2", step.Step.Member));
        Assert.Contains(plan.Steps, step => step.Step.Operation == Operation.Restart);
        Assert.DoesNotContain(plan.Steps, step => step.Step.Operation == Operation.Restore);
    }

    [Fact]
    public void Members_together_do_not_wait_for_each_other() => Assert.All(Edge(RestartMode.Together).Plan().Steps.Where(step => step.Step.Operation == Operation.Reload), step => Assert.Empty(step.Requires));

    [Fact]
    public void A_person_restarts_what_is_manual()
    {
        var plan = Edge(RestartMode.Manual).Plan();

        Assert.Empty(plan.Steps);
        Assert.Equal("a person: restart edge on edge1, edge2", Assert.Single(plan.Changes).Waiting!.For);
    }

    [Fact]
    public void Outside_the_window_the_restart_waits_and_says_until_when()
    {
        var plan = Edge(window: "nights").Plan();

        Assert.Equal("window nights, opens Tue 2026-11-24 22:00 Europe/Berlin", Assert.Single(plan.Changes).Waiting!.For);
        Assert.All(plan.Steps, step => Assert.NotNull(step.Waiting));
    }

    [Fact]
    public void Inside_the_window_it_does_not_wait()
    {
        var planCase = Edge(window: "nights");
        planCase.Now = new DateTimeOffset(2026, 11, 24, 23, 30, 0, TimeSpan.Zero);

        Assert.Null(Assert.Single(planCase.Plan().Changes).Waiting);
    }

    [Fact]
    public void Only_brings_the_restarts_it_causes()
    {
        var planCase = Edge();
        planCase.Options = new PlanOptions { Only = ["certificate/external"] };
        Assert.Equal(1, planCase.Plan().Summary.Restart);

        planCase.Options = new PlanOptions { Only = ["certificate/other", "partner/*"] };
        Assert.Equal(0, planCase.Plan().Summary.Restart);
    }
}
