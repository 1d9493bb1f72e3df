using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using static XmppDesiredState.Engine.Tests.Planning.PlanCase;

namespace XmppDesiredState.Engine.Tests.Planning;

/// <summary>The rows of the tables above <c>ChangeFinder</c> and <c>RemovalFinder</c>, in the same words.</summary>
public sealed class PlannerTests
{
    [Fact]
    public void Declared_unknown_nothing()
    {
        var plan = new PlanCase().Declares(APartner("fabrikam.com")).CannotRead(Partner.Kind).Plan();

        Assert.Empty(plan.Changes);
        Assert.False(plan.IsComplete);
        Assert.Equal(1, plan.Summary.Unreadable);
    }

    [Fact]
    public void Declared_not_there_create_with_what_a_new_partner_gets()
    {
        var change = Assert.Single(new PlanCase().Declares(APartner("fabrikam.com")).Plan().Changes);

        Assert.Equal(ChangeAction.Create, change.Action);
        Assert.Equal(Negotiation.OnCreate, change.After!.Get(Partner.Negotiation));
        Assert.Contains(change.Attributes, attribute => attribute.Field == Partner.Negotiation && attribute.Note == "methods: SASL over TLS, TLS dialback");
    }

    [Fact]
    public void Declared_differs_update_of_the_declared_attributes_alone()
    {
        var plan = new PlanCase()
            .HasLive(APartner("fabrikam.com", PartnerType.PublicUnverified, Negotiation.OnCreate, description: "by hand"))
            .Declares(APartner("fabrikam.com")).Plan();

        var change = Assert.Single(plan.Changes);
        var attribute = Assert.Single(change.Attributes);
        Assert.Equal((ChangeAction.Update, Partner.Type.Name), (change.Action, attribute.Field.Name));
        Assert.Equal([Risk.RaisesTrust], change.Risks);
        Assert.Equal(Operation.Update, Assert.Single(plan.Steps).Step.Operation);
    }

    [Fact]
    public void Declared_equal_nothing() =>
        Assert.False(new PlanCase().HasLive(APartner("fabrikam.com")).Declares(APartner("fabrikam.com")).Plan().Summary.HasChanges);

    [Fact]
    public void Absent_there_delete() =>
        Assert.Equal("delete_because_absent", Assert.Single(new PlanCase().HasLive(APartner("left.example")).Declares(APartner("left.example", null), absent: true).Plan().Changes).Reason);

    [Fact]
    public void Absent_not_there_nothing() => Assert.Empty(new PlanCase().Declares(APartner("left.example", null), absent: true).Plan().Changes);

    [Fact]
    public void Ours_and_gone_from_the_file_delete()
    {
        var plan = new PlanCase().HasSection(Partner.Kind).Declares(APartner("fabrikam.com")).HasLive(APartner("fabrikam.com"))
            .Owns(APartner("old.example")).HasLive(APartner("old.example")).Plan();

        Assert.Equal("delete_because_removed_from_file", Assert.Single(plan.Changes).Reason);
        Assert.Equal(6, Assert.Single(plan.Steps).Phase);
    }

    [Fact]
    public void Ours_and_gone_from_the_file_with_removed_keep_nothing() => Assert.Empty(new PlanCase().HasSection(Partner.Kind, removed: RemovedPolicy.Keep)
        .Owns(APartner("old.example")).HasLive(APartner("old.example")).Plan().Changes);

    [Fact]
    public void Ours_and_gone_everywhere_nothing() => Assert.Empty(new PlanCase().HasSection(Partner.Kind).Owns(APartner("old.example")).Plan().Changes);

    [Fact]
    public void Never_ours_report()
    {
        var plan = new PlanCase().HasSection(Partner.Kind).HasLive(APartner("other.example")).Plan();

        Assert.Empty(plan.Changes);
        Assert.Equal("partner/other.example@gateway", Assert.Single(plan.Unlisted).Address.ToString());
    }

    [Fact]
    public void Never_ours_with_unlisted_ignore_nothing() => Assert.Empty(new PlanCase().HasSection(Partner.Kind, UnlistedPolicy.Ignore).HasLive(APartner("other.example")).Plan().Unlisted);

    [Fact]
    public void Never_ours_with_unlisted_delete_delete() => Assert.Equal("delete_because_unlisted", Assert.Single(new PlanCase()
        .Declares(APartner("fabrikam.com")).HasLive(APartner("fabrikam.com")).HasSection(Partner.Kind, UnlistedPolicy.Delete).HasLive(APartner("other.example")).Plan().Changes).Reason);

    [Fact]
    public void Acknowledged_in_force_is_reported_and_never_touched()
    {
        var plan = new PlanCase().HasSection(Partner.Kind, UnlistedPolicy.Delete).HasLive(APartner("other.example"))
            .Acknowledges(new ResourceId(Partner.Kind, "other.example"), new DateOnly(2026, 11, 23)).Plan();

        Assert.Empty(plan.Changes);
        Assert.Equal(1, plan.Summary.Acknowledged);
    }

    [Fact]
    public void Acknowledged_until_yesterday_is_unlisted_again()
    {
        var plan = new PlanCase().HasSection(Partner.Kind).HasLive(APartner("other.example"))
            .Acknowledges(new ResourceId(Partner.Kind, "other.example"), new DateOnly(2026, 11, 22)).Plan();

        Assert.Equal((0, 1), (plan.Summary.Acknowledged, plan.Summary.Unlisted));
    }

    [Fact]
    public void What_always_exists_is_neither_created_nor_deleted_nor_unlisted()
    {
        var plan = new PlanCase().HasSection(AccessPolicy.Kind, UnlistedPolicy.Delete).HasLive(new Resource(AccessPolicy.Global)).Owns(new Resource(AccessPolicy.Global))
            .Declares(new Resource(GatewaySettings.Id).With(GatewaySettings.ConnectionLimit, 5)).Plan();

        Assert.Empty(plan.Changes);
        Assert.Empty(plan.Unlisted);
        Assert.Equal(PlanningDiagnostics.NotThere, Assert.Single(plan.Diagnostics).Descriptor);
    }

    [Fact]
    public void An_attribute_that_left_the_file_is_reported_and_stays()
    {
        var plan = new PlanCase().HasLive(APartner("fabrikam.com", PartnerType.PublicVerified, description: "old words"))
            .Owns(APartner("fabrikam.com", PartnerType.PublicVerified, description: "old words")).Declares(APartner("fabrikam.com")).Plan();

        Assert.Equal(["description is no longer declared, stays old words"], Assert.Single(plan.Changes).Notes);
    }

    [Fact]
    public void A_write_only_secret_is_written_when_reference_or_version_change()
    {
        Resource Settings(long version) => new Resource(GatewaySettings.Id).With(GatewaySettings.DialbackPassphrase, new Value.Secret(new SecretReference(SecretSource.Environment, ["P"]), version));
        var live = new Resource(GatewaySettings.Id);

        Assert.Single(new PlanCase().HasLive(live).Declares(Settings(1)).Plan().Changes);
    }

    [Fact]
    public void Planning_twice_gives_the_same_plan()
    {
        var planCase = new PlanCase().HasLive(APartner("a.example", PartnerType.PublicVerified)).Declares(APartner("a.example")).Declares(APartner("b.example")).HasLive(APartner("c.example"));

        Assert.Equal(planCase.Plan().Changes.Select(change => change.Address), planCase.Plan().Changes.Select(change => change.Address));
        Assert.Equal(planCase.Plan().Steps.Select(step => step.Step.ToString()), planCase.Plan().Steps.Select(step => step.Step.ToString()));
    }

    [Fact]
    public void Riskier_changes_come_first()
    {
        var plan = new PlanCase().Declares(APartner("new.example"))
            .HasLive(APartner("weaker.example", negotiation: Negotiation.Presets[0].Negotiation)).Declares(APartner("weaker.example", negotiation: Negotiation.Presets[4].Negotiation))
            .HasLive(APartner("gone.example")).Owns(APartner("gone.example")).Plan();

        Assert.Equal(["gone.example", "weaker.example", "new.example"], plan.Changes.Select(change => change.Address.Id.Name));
    }

    [Fact]
    public void A_back_end_that_takes_time_gets_a_settle_step_behind_each_write()
    {
        var plan = new PlanCase { Operations = [Operation.Create, Operation.Settle] }.Declares(APartner("a.example")).Declares(APartner("b.example")).Plan();

        Assert.Equal([Operation.Create, Operation.Create, Operation.Settle, Operation.Settle], plan.Steps.Select(step => step.Step.Operation));
        Assert.Equal([1], plan.Steps[2].Requires);
    }

    [Fact]
    public void Creates_go_forward_and_deletes_backward()
    {
        var srv = new Resource(new ResourceId(SrvRecord.Kind, "_xmpp-server._tcp.contoso.com")).With(SrvRecord.Targets, [new SrvTarget(0, 0, 5269, "access.contoso.com")]);
        var old = new Resource(new ResourceId(SrvRecord.Kind, "_xmpp-server._tcp.contoso.de"));
        var plan = new PlanCase().Declares(srv).Declares(APartner("a.example")).Owns(old).HasLive(old).Owns(APartner("z.example")).HasLive(APartner("z.example")).Plan();

        Assert.Equal([(4, Operation.Create), (5, Operation.Create), (6, Operation.Delete), (7, Operation.Delete)], plan.Steps.Select(step => (step.Phase, step.Step.Operation)));
    }
}
