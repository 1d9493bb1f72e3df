using XmppDesiredState.Engine.Drifting;
using XmppDesiredState.Engine.Tests.Planning;
using XmppDesiredState.Resources;
using static XmppDesiredState.Engine.Tests.Planning.PlanCase;

namespace XmppDesiredState.Engine.Tests.Drifting;

/// <summary>What <c>drift.ignore</c> takes out of drift and unlisted, and what it does not.</summary>
public sealed class MutingTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    private static PlanCase Changed() => new PlanCase().Owns(APartner("fabrikam.com", description: "a")).Declares(APartner("fabrikam.com", description: "a"))
        .HasLive(APartner("fabrikam.com", PartnerType.PublicVerified, description: "b"));

    [Theory]
    [InlineData("partner/fabrikam.com", true)]
    [InlineData("partner/fabrikam.com@gateway", true)]
    [InlineData("partner/*", true)]
    [InlineData("*", true)]
    [InlineData("partner/f*k*.com", true)]
    [InlineData("*.com", true)]
    [InlineData("*@gateway", true)]
    [InlineData("partner/fabrikam.com*", true)]
    [InlineData("partner/*fabrikam.com", true)]
    [InlineData("partner/fabrikam.com@dns", false)]
    [InlineData("partner/fabrikam", false)]
    [InlineData("fabrikam.com", false)]
    [InlineData("partner/fab*fabrikam.com", false)]
    [InlineData("srv-record/*", false)]
    [InlineData("partner/*.net", false)]
    public void Patterns_are_addresses_in_which_a_star_is_any_text(string pattern, bool mutes)
    {
        var report = Changed().Ignores(pattern).Drift();

        Assert.Equal(mutes ? DriftClass.Acknowledged : DriftClass.Drift, Assert.Single(report.Items).Class);
        Assert.Equal(!mutes, report.Diagnostics.Any(finding => finding.Code == "XDS6704" && finding.Where == Where));
    }

    [Fact]
    public void One_attribute_is_muted_and_the_other_still_drift()
    {
        var report = Changed().Ignores("partner/*", "description", Today).Drift();

        Assert.Equal([(DriftClass.Drift, "type", null), (DriftClass.Acknowledged, "description", "edited by helpdesk")],
            report.Items.Select(item => (item.Class, Assert.Single(item.Attributes).Field.Name, item.Attributes[0].Mute?.Reason)));
        Assert.Equal(Today, report.Items[1].Mute!.Until);
    }

    [Fact]
    public void All_attributes_muted_one_by_one_leave_nothing_in_drift()
    {
        var item = Assert.Single(Changed().Ignores("partner/*", "description").Ignores("partner/fabrikam.com", "type").Drift().Items);

        Assert.Equal((DriftClass.Acknowledged, DriftReasons.Muted, 2), (item.Class, item.Reason, item.Attributes.Length));
    }

    [Fact]
    public void An_entry_that_ran_out_mutes_nothing() => Assert.Equal(DriftClass.Drift, Assert.Single(Changed().Ignores("*", until: Today.AddDays(-1)).Drift().Items).Class);

    [Fact]
    public void What_is_unlisted_or_deleted_is_muted_whole()
    {
        Assert.Equal(DriftClass.Acknowledged, Assert.Single(new PlanCase().HasSection(Partner.Kind).HasLive(APartner("other.example")).Ignores("partner/other.*").Drift().Items).Class);
        Assert.Equal(DriftClass.Acknowledged, Assert.Single(new PlanCase().Owns(APartner("a.example")).Declares(APartner("a.example")).Ignores("partner/a.example").Drift().Items).Class);
        Assert.Equal(DriftClass.Drift, Assert.Single(new PlanCase().Owns(APartner("a.example")).Declares(APartner("a.example")).Ignores("partner/a.example", "type").Drift().Items).Class);
    }

    [Fact]
    public void What_is_pending_is_never_muted() =>
        Assert.Equal(DriftClass.Pending, Assert.Single(new PlanCase().Declares(APartner("fabrikam.com")).Ignores("*").Drift().Items).Class);

    [Fact]
    public void While_something_cannot_be_read_no_entry_is_said_to_match_nothing() =>
        Assert.DoesNotContain(Changed().CannotRead(SrvRecord.Kind).Ignores("srv-record/*").Drift().Diagnostics, finding => finding.Code == "XDS6704");
}
