using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;
using static XmppDesiredState.Engine.Tests.Planning.PlanCase;

namespace XmppDesiredState.Engine.Tests.Planning;

public sealed class ClaimOrderTests
{
    private static IEnumerable<string> Order(Plan plan) => plan.Steps.Select(step => $"{step.Step.Operation} {step.Step.Resource.Name}");

    [Fact]
    public void A_domain_moves_from_one_partner_to_another_release_first()
    {
        var plan = new PlanCase()
            .HasLive(APartner("z.example", additional: ["x.example"])).Declares(APartner("z.example", additional: []))
            .HasLive(APartner("a.example", additional: [])).Declares(APartner("a.example", additional: ["x.example"])).Plan();

        Assert.Equal(["Update z.example", "Update a.example"], Order(plan));
        Assert.Equal([1], plan.Steps[1].Requires);
    }

    [Fact]
    public void An_additional_domain_becomes_a_partner_of_its_own() => Assert.Equal(["Update z.example", "Create a.example"], Order(new PlanCase()
        .HasLive(APartner("z.example", additional: ["a.example"])).Declares(APartner("z.example", additional: [])).Declares(APartner("a.example")).Plan()));

    [Fact]
    public void A_partner_becomes_an_additional_domain_so_its_delete_runs_early()
    {
        var plan = new PlanCase().HasLive(APartner("b.example")).Owns(APartner("b.example"))
            .HasLive(APartner("a.example")).Declares(APartner("a.example", additional: ["b.example"])).Plan();

        Assert.Equal(["Delete b.example", "Update a.example"], Order(plan));
        Assert.All(plan.Steps, step => Assert.Equal(5, step.Phase));
    }

    [Fact]
    public void Partners_that_swap_domains_first_give_up_and_then_take()
    {
        var plan = new PlanCase()
            .HasLive(APartner("a.example", additional: ["x.example", "k.example"])).Declares(APartner("a.example", additional: ["y.example", "k.example"]))
            .HasLive(APartner("b.example", additional: ["y.example"])).Declares(APartner("b.example", additional: ["x.example"])).Plan();

        Assert.Equal(["Update a.example", "Update b.example", "Update a.example", "Update b.example"], Order(plan));
        Assert.Equal(["k.example"], plan.Steps[0].Step.After!.Get(Partner.AdditionalDomains));
        Assert.Equal([1, 2], plan.Steps[2].Requires);
        Assert.Equal(2, plan.Summary.Change);
    }

    [Fact]
    public void A_domain_held_by_an_unlisted_partner_is_held_back_and_the_rest_goes_on()
    {
        var plan = new PlanCase().HasLive(APartner("other.example", additional: ["x.example"])).Declares(APartner("a.example", additional: ["x.example"])).Declares(APartner("b.example")).Plan();

        Assert.Equal("XDS4101", plan.Changes.Single(change => change.IsBlocked).Blocked!.Code);
        Assert.Equal(["Create b.example"], Order(plan));
    }

    [Fact]
    public void A_claim_behind_a_guarded_delete_is_held_back_too()
    {
        var plan = new PlanCase().Owns(APartner("b.example"), protect: true).HasLive(APartner("b.example")).Declares(APartner("a.example", additional: ["b.example"])).Plan();

        Assert.Equal(["XDS4001", "XDS4102"], plan.Changes.Select(change => change.Blocked!.Code).Order());
        Assert.Empty(plan.Steps);
    }

    [Fact]
    public void A_claim_whose_release_only_leaves_out_names_what_to_add()
    {
        var plan = new PlanCase { Options = new PlanOptions { Only = ["partner/a.example"] } }
            .HasLive(APartner("z.example", additional: ["x.example"])).Declares(APartner("z.example", additional: []))
            .HasLive(APartner("a.example", additional: [])).Declares(APartner("a.example", additional: ["x.example"])).Plan();

        Assert.Equal("Add --only partner/z.example", Assert.Single(plan.Changes).Blocked!.Fix);
        Assert.Equal("partner/z.example@gateway", Assert.Single(plan.LeftOut).ToString());
    }

    [Fact]
    public void The_same_domain_on_two_gateways_is_no_conflict() => Assert.Equal(2, new PlanCase()
        .HasLive(APartner("a.example", additional: ["x.example"]), "old").Declares(APartner("a.example", additional: ["x.example"]), "old")
        .Declares(APartner("a.example", additional: ["x.example"])).Declares(APartner("b.example"), "old").Plan().Summary.Add);
}
