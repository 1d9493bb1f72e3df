using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Drifting;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Tests.Planning;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using static XmppDesiredState.Engine.Tests.Planning.PlanCase;

namespace XmppDesiredState.Engine.Tests.Drifting;

/// <summary>The rows of the tables above <c>ThreeWay</c> and <c>DriftFinder</c>.</summary>
public sealed class DriftFinderTests
{
    private static readonly ResourceId Fabrikam = new(Partner.Kind, "fabrikam.com");
    private static readonly Value.Text A = new("a"), B = new("b"), C = new("c");

    // applied last, declared, live, class. "-": the attribute is not among them; "": empty; "none": no such resource.
    [Theory]
    [InlineData("none", "a", "b", DriftClass.Pending, DriftReasons.NeverApplied)]
    [InlineData("-", "a", "b", DriftClass.Pending, DriftReasons.FileChanged)]
    [InlineData("-", "a", "-", DriftClass.Pending, DriftReasons.FileChanged)]
    [InlineData("a", "a", "b", DriftClass.Drift, DriftReasons.Changed)]
    [InlineData("a", "a", "-", DriftClass.Drift, DriftReasons.Changed)]
    [InlineData("a", "a", "", DriftClass.Drift, DriftReasons.Changed)]
    [InlineData("b", "a", "b", DriftClass.Pending, DriftReasons.FileChanged)]
    [InlineData("c", "a", "b", DriftClass.Drift, DriftReasons.Changed)]
    [InlineData("", "a", "b", DriftClass.Drift, DriftReasons.Changed)]
    [InlineData("", "a", "", DriftClass.Pending, DriftReasons.FileChanged)]
    [InlineData("", "a", "-", DriftClass.Pending, DriftReasons.FileChanged)]
    [InlineData("", "", "b", DriftClass.Drift, DriftReasons.Changed)]
    [InlineData("b", "", "b", DriftClass.Pending, DriftReasons.FileChanged)]
    [InlineData("a", "", "b", DriftClass.Drift, DriftReasons.Changed)]
    [InlineData("none", "a", "none", DriftClass.Pending, DriftReasons.NeverApplied)]
    [InlineData("a", "a", "none", DriftClass.Drift, DriftReasons.Deleted)]
    [InlineData("b", "a", "none", DriftClass.Drift, DriftReasons.Deleted)]
    [InlineData("a", "none", "a", DriftClass.Pending, DriftReasons.Removed)]
    [InlineData("a", "none", "b", DriftClass.Pending, DriftReasons.Removed)]
    [InlineData("none", "none", "a", DriftClass.Unlisted, DriftReasons.NeverDeclared)]
    public void Three_sides_tell_whose_doing_it_is(string applied, string declared, string live, DriftClass of, string reason)
    {
        var item = Assert.Single(Case(applied, declared, live).Drift().Items);

        Assert.Equal((of, reason), (item.Class, item.Reason));
    }

    [Theory]
    [InlineData("none", "a", "a")]
    [InlineData("a", "a", "a")]
    [InlineData("b", "a", "a")]
    [InlineData("a", "-", "b")]
    [InlineData("a", "", "-")]
    [InlineData("a", "none", "none")]
    public void What_is_as_declared_or_not_managed_is_nothing(string applied, string declared, string live) => Assert.Empty(Case(applied, declared, live).Drift().Items);

    [Fact]
    public void Without_a_record_all_is_pending_and_that_is_said_once()
    {
        var report = new PlanCase { IsRecorded = false }.Declares(APartner("fabrikam.com")).HasLive(APartner("fabrikam.com", PartnerType.PublicVerified))
            .Declares(APartner("left.example", null), absent: true).HasLive(APartner("left.example")).Declares(APartner("new.example")).Drift();

        Assert.All(report.Items, item => Assert.Equal(DriftClass.Pending, item.Class));
        Assert.Equal(3, report.Items.Length);
        Assert.Single(report.Diagnostics, finding => finding.Code == "XDS6703");
        Assert.False(report.IsRecorded);
    }

    [Fact]
    public void A_resource_that_somebody_changed_and_whose_file_moved_on_is_in_both_classes()
    {
        var report = new PlanCase().Owns(APartner("fabrikam.com", description: "old").With(Partner.KeepAlive, true))
            .Declares(APartner("fabrikam.com", description: "new").With(Partner.KeepAlive, true))
            .HasLive(APartner("fabrikam.com", description: "old").With(Partner.KeepAlive, false)).Drift();

        Assert.Equal([(DriftClass.Drift, "keepAlive"), (DriftClass.Pending, "description")], report.Items.Select(item => (item.Class, Assert.Single(item.Attributes).Field.Name)));
        Assert.Equal((1, 1, 0), (report.Summary[DriftClass.Drift], report.Summary[DriftClass.Pending], report.Summary[DriftClass.Overdue]));
    }

    [Fact]
    public void All_three_differing_is_drift_that_says_what_the_file_says()
    {
        var attribute = Assert.Single(Assert.Single(Case("c", "a", "b").Drift().Items).Attributes);

        Assert.True(attribute.IsAlsoInFile);
        Assert.Equal(((Value?)C, (Value?)B), (attribute.Done.Before, attribute.Done.After));
        Assert.Equal(((Value?)B, (Value?)A), (attribute.ToDo.Before, attribute.ToDo.After));
    }

    [Fact]
    public void The_risk_of_drift_is_that_of_what_somebody_did()
    {
        var strong = Negotiation.Presets.First(preset => preset.Name == "sasl-over-tls").Negotiation;
        var weak = Negotiation.Presets.First(preset => preset.Name == "tls-dialback").Negotiation;
        DriftItem Found(Negotiation applied, Negotiation live) => Assert.Single(new PlanCase().Owns(APartner("fabrikam.com", negotiation: applied)).Declares(APartner("fabrikam.com", negotiation: applied))
            .HasLive(APartner("fabrikam.com", negotiation: live)).Drift().Items);

        Assert.Equal([Risk.WeakensNegotiation], Found(strong, weak).Risks);
        Assert.Empty(Found(weak, strong).Risks);
    }

    [Fact]
    public void A_create_that_was_begun_and_not_finished_is_nobodys_deletion() =>
        Assert.Equal((DriftClass.Pending, DriftReasons.Begun), Told(new PlanCase().Owns(new Resource(Fabrikam)).Declares(APartner("fabrikam.com"))));

    [Fact]
    public void What_the_files_say_is_absent_and_was_ours_is_pending() =>
        Assert.Equal((DriftClass.Pending, DriftReasons.Removed), Told(new PlanCase().Owns(APartner("fabrikam.com")).Declares(APartner("fabrikam.com", null), absent: true).HasLive(APartner("fabrikam.com"))));

    [Fact]
    public void What_the_files_say_is_absent_and_was_not_ours_is_drift() =>
        Assert.Equal((DriftClass.Drift, DriftReasons.Added), Told(new PlanCase().Declares(APartner("fabrikam.com", null), absent: true).HasLive(APartner("fabrikam.com"))));

    [Fact]
    public void Removed_from_the_file_and_changed_before_is_noted() =>
        Assert.Contains("somebody changed description before: it was applied as a", Assert.Single(Case("a", "none", "b").Drift().Items).Notes);

    [Fact]
    public void Unlisted_that_the_files_have_deleted_is_unlisted_all_the_same() => Assert.Equal((DriftClass.Unlisted, DriftReasons.NeverDeclared),
        Told(new PlanCase().HasSection(Partner.Kind, UnlistedPolicy.Delete).Declares(APartner("fabrikam.com")).HasLive(APartner("fabrikam.com")).HasLive(APartner("other.example"))));

    [Theory]
    [InlineData("2026-11-23", DriftClass.Acknowledged)]
    [InlineData("2026-11-22", DriftClass.Unlisted)]
    [InlineData(null, DriftClass.Acknowledged)]
    public void Acknowledged_holds_until_its_day(string? until, DriftClass of)
    {
        var item = Assert.Single(new PlanCase().HasSection(Partner.Kind).HasLive(APartner("fabrikam.com")).Acknowledges(Fabrikam, until is null ? null : DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture)).Drift().Items);

        Assert.Equal(of, item.Class);
        Assert.Equal(of == DriftClass.Acknowledged ? "owned by Berlin" : null, item.Mute?.Reason);
    }

    [Fact]
    public void A_kind_that_cannot_be_read_is_neither_drift_nor_none()
    {
        var report = new PlanCase().Owns(APartner("fabrikam.com")).Declares(APartner("fabrikam.com")).CannotRead(Partner.Kind).Drift();

        Assert.Empty(report.Items);
        Assert.False(report.IsComplete);
        Assert.Equal(1, report.Summary.Unreadable);
    }

    [Theory]
    [InlineData(true, DriftClass.Drift)]
    [InlineData(false, DriftClass.Pending)]
    public void What_always_exists_and_is_not_reported_is_no_agreement(bool isOurs, DriftClass of)
    {
        var access = new Resource(EdgeAccess.Id).With(EdgeAccess.AllowFederatedUsers, true);
        var @case = new PlanCase().Declares(access);
        var item = Assert.Single((isOurs ? @case.Owns(access) : @case).Drift().Items);

        Assert.Equal(of, item.Class);
        Assert.Null(item.Change);
    }

    [Fact]
    public void A_blocked_delete_is_pending_and_carries_the_guard() =>
        Assert.Equal("XDS4001", Assert.Single(new PlanCase().HasSection(Partner.Kind).Declares(APartner("a.example")).HasLive(APartner("a.example"))
            .Owns(APartner("fabrikam.com"), protect: true).HasLive(APartner("fabrikam.com")).Drift().Items).Change!.Blocked!.Code);

    [Fact]
    public void Riskier_items_come_first_within_their_class()
    {
        var report = new PlanCase().Owns(APartner("a.example", PartnerType.PublicUnverified)).Declares(APartner("a.example", PartnerType.PublicUnverified)).HasLive(APartner("a.example", PartnerType.PublicUnverified, additional: []).With(Partner.KeepAlive, true))
            .Owns(APartner("b.example", description: "a")).Declares(APartner("b.example", description: "a")).HasLive(APartner("b.example", description: "b"))
            .Owns(APartner("c.example", PartnerType.PublicUnverified)).Declares(APartner("c.example", PartnerType.PublicUnverified)).HasLive(APartner("c.example"))
            .Owns(APartner("d.example")).Declares(APartner("d.example")).Drift();

        Assert.Equal(["d.example", "c.example", "b.example"], report.Items.Select(item => item.Address.Id.Name));
    }

    private static (DriftClass, string) Told(PlanCase @case) => @case.Drift().Items.Select(item => (item.Class, item.Reason)).Single();

    private static PlanCase Case(string applied, string declared, string live)
    {
        var @case = new PlanCase().HasSection(Partner.Kind).Declares(APartner("other.example")).HasLive(APartner("other.example"));
        if (declared != "none") @case.Declares(With(declared));
        if (applied != "none") @case.Owns(With(applied));
        return live == "none" ? @case : @case.HasLive(With(live));
    }

    private static Resource With(string description) => description switch
    {
        "-" => APartner("fabrikam.com"),
        "" => APartner("fabrikam.com").With(Partner.Description.Name, Value.Cleared.Instance),
        _ => APartner("fabrikam.com", description: description),
    };
}
