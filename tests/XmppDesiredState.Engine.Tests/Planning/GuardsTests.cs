using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;
using static XmppDesiredState.Engine.Tests.Planning.PlanCase;

namespace XmppDesiredState.Engine.Tests.Planning;

public sealed class GuardsTests
{
    private static PlanCase Deleting(int deleted, int kept)
    {
        var planCase = new PlanCase().HasSection(Partner.Kind);
        for (var i = 0; i < deleted; i++) planCase.HasLive(APartner($"old{i}.example")).Owns(APartner($"old{i}.example"));
        for (var i = 0; i < kept; i++) planCase.HasLive(APartner($"kept{i}.example")).Declares(APartner($"kept{i}.example"));
        return planCase;
    }

    [Theory]
    [InlineData(3, 7, false)] // exactly 30 %
    [InlineData(4, 6, true)]
    [InlineData(8, 1, false)] // fewer than ten exist
    public void More_than_30_percent_of_ten_or_more_are_held(int deleted, int kept, bool held) =>
        Assert.Equal(held, Deleting(deleted, kept).Plan().Changes.All(change => change.IsBlocked));

    [Fact]
    public void The_message_carries_the_exact_flag_and_the_flag_lifts_it()
    {
        var planCase = Deleting(5, 6);
        var blocked = planCase.Plan().Changes[0].Blocked!;
        Assert.Equal(("XDS4002", "If it is meant: --max-deletes 5"), (blocked.Code, blocked.Fix));

        planCase.Options = new PlanOptions { MaxDeletes = 5 };
        Assert.Equal(5, planCase.Plan().Summary.Destroy);
        planCase.Options = new PlanOptions { MaxDeletes = 4 };
        Assert.Equal(5, planCase.Plan().Summary.Blocked);
    }

    [Fact]
    public void A_limit_in_the_file_counts_until_its_day()
    {
        var planCase = Deleting(5, 6);
        planCase.Limits = new GuardLimits(5, new DateOnly(2026, 11, 23), Where);
        Assert.Equal(5, planCase.Plan().Summary.Destroy);
        planCase.Limits = new GuardLimits(5, new DateOnly(2026, 11, 22), Where);
        Assert.Equal(5, planCase.Plan().Summary.Blocked);
    }

    [Fact]
    public void An_empty_list_is_held_and_the_rest_goes_on()
    {
        var planCase = new PlanCase().HasSection(Partner.Kind, UnlistedPolicy.Delete).HasLive(APartner("a.example"))
            .HasLive(new Resource(GatewaySettings.Id)).Declares(new Resource(GatewaySettings.Id).With(GatewaySettings.ConnectionLimit, 7));
        var plan = planCase.Plan();

        Assert.Equal(("XDS4003", "If it is meant: --allow-empty partner"), (plan.Changes.Single(change => change.IsBlocked).Blocked!.Code, plan.Changes.Single(change => change.IsBlocked).Blocked!.Fix));
        Assert.Equal(1, plan.Summary.Change);
        planCase.Options = new PlanOptions { AllowEmpty = [Partner.Kind] };
        Assert.Equal(1, planCase.Plan().Summary.Destroy);
    }

    [Fact]
    public void A_section_that_is_gone_altogether_counts_as_empty() =>
        Assert.Equal("XDS4003", Assert.Single(new PlanCase().Owns(APartner("a.example")).HasLive(APartner("a.example")).Plan().Changes).Blocked?.Code);

    [Fact]
    public void A_protected_partner_that_left_the_file_is_held()
    {
        var planCase = new PlanCase().Owns(APartner("a.example"), protect: true).HasLive(APartner("a.example")).Declares(APartner("b.example")).HasLive(APartner("b.example"));
        var blocked = Assert.Single(planCase.Plan().Changes).Blocked!;
        Assert.Equal(("XDS4001", "If it is meant: --allow-delete partner/a.example"), (blocked.Code, blocked.Fix));

        planCase.Options = new PlanOptions { AllowDelete = ["partner/a.example"] };
        Assert.Equal(1, planCase.Plan().Summary.Destroy);
    }

    [Fact]
    public void Blocked_changes_have_no_steps() => Assert.Empty(Deleting(5, 6).Plan().Steps);

    [Fact]
    public void A_rule_that_the_live_values_break_holds_the_change_at_its_address()
    {
        var policy = new Resource(AccessPolicy.Global).With(AccessPolicy.EnableXmppAccess, true);
        var planCase = new PlanCase().HasLive(new Resource(AccessPolicy.Global).With(AccessPolicy.EnableXmppAccess, false)).Declares(policy);
        planCase.EffectiveFindings = [PlanningDiagnostics.NotThere.At(Where, "It would break a rule.", "Mend it.") with { Address = "access-policy/global@gateway" }];

        Assert.True(Assert.Single(planCase.Plan().Changes).IsBlocked);
    }
}
