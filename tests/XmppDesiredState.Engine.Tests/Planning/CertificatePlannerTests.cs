using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Tests.Planning;

/// <summary>The way of a certificate as a function of what is there: two slots, members, time.</summary>
public sealed class CertificatePlannerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly ResourceId Id = new(Certificate.Kind, "external");

    private static Resource Declared(params string[] names) => new Resource(Id).With(Certificate.On, ["m1", "m2"]).With(Certificate.Issuer, "ca").With(Certificate.Names.Name, Names(names));

    private static Value.Map Names(string[] names, string? extra = null)
    {
        var map = Value.Map.NoItems.Add(Certificate.Derive.Name, new Value.Text("none")).Add(Certificate.AdditionalNames.Name, Certificate.AdditionalNames.Type.Write([.. names]));
        return new Value.Map(extra is null ? map : map.Add(Certificate.Extra.Name, new Value.Text(extra)));
    }

    private static InstalledCertificate Slot(string thumbprint, params string[] names) =>
        new(thumbprint, [.. names], ["serverAuth"], "RSA 2048", "CN=x", "CN=ca", Now.AddDays(-10), Now.AddDays(80));

    private static Resource Live(OutstandingRequest? next, params (string Member, InstalledCertificate Slot)[] members)
    {
        var live = new Resource(Id).With(Certificate.Current, members.ToImmutableSortedDictionary(item => item.Member, item => item.Slot.ToValue(), StringComparer.Ordinal));
        return next is null ? live : live.With(Certificate.Next.Name, next.ToValue());
    }

    private static string DigestOf(Resource declared, params InstalledCertificate[] live) => CertificateDecision.Of(Gateway.None, declared, live).Digest;

    private static OutstandingRequest Next(string digest, string? accepted = null, int days = 3) =>
        new(digest, "key", Now.AddDays(-days), "CSR", accepted is null ? null : "CHAIN", accepted);

    private static PlanCase Case(Resource declared, Resource live, PlanOptions? options = null) => new PlanCase
    {
        Now = Now,
        Options = options ?? PlanOptions.None,
        Operations = [Operation.Request, Operation.Issue, Operation.Accept, Operation.Install, Operation.Restore],
    }.Declares(declared, "store").HasLive(live, "store");

    private static string Steps(Plan plan) => string.Join(" ", plan.Steps.Select(step => $"{step.Step.Operation}{(step.Step.Member is null ? "" : ":" + step.Step.Member)}"));

    [Fact]
    public void Term_is_of_the_member_whose_certificate_ends_first()
    {
        var good = Slot("AA", "a.example");
        var early = good with { Thumbprint = "BB", NotAfter = Now.AddDays(20) };
        var unusable = good with { Thumbprint = "", NotAfter = Now.AddDays(1) };

        var plan = Case(Declared("a.example"), Live(null, ("m1", good), ("m2", early))).Plan();
        Assert.Equal(new CertificateTerm(new Address(Id, "store"), early.NotBefore, early.NotAfter, early.NotAfter - (30 * 0.33 * TimeSpan.FromDays(1))), Assert.Single(plan.Certificates));
        Assert.Equal(good.NotAfter, Assert.Single(Case(Declared("a.example"), Live(null, ("m1", good), ("m2", unusable))).Plan().Certificates).NotAfter);
        Assert.Equal(new CertificateTerm(new Address(Id, "store"), null, null, null), Assert.Single(Case(Declared("a.example"), Live(null)).Plan().Certificates));
        // What is never reported is not known, rather than for ever.
        var silent = new Resource(Id).With(Certificate.Current, ImmutableSortedDictionary.Create<string, Value.Map>(StringComparer.Ordinal)
            .Add("m1", new Value.Map(good.ToValue().Items.Remove(Certificate.NotAfter.Name).Remove(Certificate.NotBefore.Name))));
        Assert.Equal(new CertificateTerm(new Address(Id, "store"), null, null, null), Assert.Single(Case(Declared("a.example"), silent).Plan().Certificates));
    }

    [Fact]
    public void Usages_of_one_member_that_differ_are_given_the_certificate_that_will_do()
    {
        var good = Slot("AA", "a.example");
        var plan = Case(Declared("a.example"), Live(null, ("m1", good with { Differing = ["XmppServer=BB"] }), ("m2", good))).Plan();

        Assert.Equal("Install:m1", Steps(plan));
        Assert.Equal("renew_because_usages_differ", Assert.Single(plan.Changes).Reason);
        Assert.Equal(new Value.Text("AA"), ((Value.Map)((Value.Map)plan.Steps[0].Step.After![Certificate.Current]!).Items["m1"]).Items["thumbprint"]);
    }

    [Fact]
    public void Usages_that_differ_on_the_only_member_need_no_new_certificate() =>
        Assert.Equal("Install:m1", Steps(Case(Declared("a.example").With(Certificate.On, ["m1"]), Live(null, ("m1", Slot("AA", "a.example") with { Differing = ["XmppServer="] }))).Plan()));

    [Fact]
    public void Usages_that_differ_after_an_answer_was_accepted_get_that_answer()
    {
        var declared = Declared("a.example").With(Certificate.On, ["m1"]);
        var half = Slot("BB", "a.example") with { Differing = ["XmppServer=AA"] };

        Assert.Equal("Install:m1", Steps(Case(declared, Live(Next(DigestOf(declared, half), accepted: "BB"), ("m1", half))).Plan()));
    }

    [Fact]
    public void Nothing_installed_is_requested_issued_accepted_and_installed()
    {
        var plan = Case(Declared("a.example"), Live(null)).Plan();

        Assert.Equal("Request:m1 Issue Accept:m1 Install:m1 Install:m2", Steps(plan));
        var change = Assert.Single(plan.Changes);
        Assert.Equal((ChangeAction.Create, "create_because_missing"), (change.Action, change.Reason));
        Assert.Equal(["ca"], plan.Steps.Where(step => step.Step.Operation == Operation.Issue).Select(step => step.Step.Provider));
        Assert.Equal(new Value.Later(3), ((Value.Map)((Value.Map)plan.Steps[4].Step.After![Certificate.Current]!).Items["m2"]).Items["thumbprint"]);
        Assert.Equal(["a.example"], WantedCertificate.Of(plan.Steps[0].Step.After).Names);
    }

    [Fact]
    public void What_will_do_everywhere_is_left_alone() =>
        Assert.Empty(Case(Declared("a.example"), Live(null, ("m1", Slot("T", "a.example")), ("m2", Slot("T", "a.example")))).Plan().Changes);

    [Theory]
    [InlineData(CertificateNeed.NamesMissing, "a.example,b.example", null)]
    [InlineData(CertificateNeed.NamesToDrop, "", "drop")]
    public void Names_decide(string reason, string names, string? extra)
    {
        var declared = Declared().With(Certificate.Names.Name, Names(names.Split(',', StringSplitOptions.RemoveEmptyEntries), extra));

        Assert.Equal("renew_because_" + reason, Assert.Single(Case(declared, Live(null, ("m1", Slot("T", "a.example")), ("m2", Slot("T", "a.example")))).Plan().Changes).Reason);
    }

    [Fact]
    public void A_required_usage_that_is_missing_renews_and_a_preferred_one_does_not()
    {
        var live = Live(null, ("m1", Slot("T", "a.example")), ("m2", Slot("T", "a.example")));
        Value.Map Usages(string key) => new(Value.Map.NoItems.Add(key, Certificate.RequiredUsages.Type.Write(["clientAuth"])));

        Assert.Equal("renew_because_usage_missing", Assert.Single(Case(Declared("a.example").With(Certificate.ExtendedKeyUsage.Name, Usages("require")), live).Plan().Changes).Reason);
        Assert.Empty(Case(Declared("a.example").With(Certificate.ExtendedKeyUsage.Name, Usages("prefer")), live).Plan().Changes);
    }

    [Fact]
    public void A_declared_key_of_another_kind_renews_and_an_undeclared_one_does_not()
    {
        var live = Live(null, ("m1", Slot("T", "a.example")), ("m2", Slot("T", "a.example")));
        var key = new Value.Map(Value.Map.NoItems.Add(Certificate.Algorithm.Name, new Value.Text("ECDSA")));

        Assert.Equal("renew_because_key_differs", Assert.Single(Case(Declared("a.example").With(Certificate.Key.Name, key), live).Plan().Changes).Reason);
        Assert.Empty(Case(Declared("a.example"), live).Plan().Changes);
    }

    // Lives 90 days, of which 80 are left.
    [Theory]
    [InlineData(null, 0, 51, true)]
    [InlineData(null, 0, 49, false)]
    [InlineData("50%", 0, 36, true)]
    [InlineData("20d", 0, 59, false)]
    [InlineData("20d", 0, 60, true)]
    [InlineData("20d", 40, 41, true)]
    [InlineData("20d", 40, 39, false)]
    public void It_is_renewed_in_time_and_never_later_than_the_issuer_needs(string? before, int leadDays, int afterDays, bool isDue)
    {
        var declared = Declared("a.example");
        if (before is not null) declared = declared.With(Certificate.RenewBefore.Name, new Value.Text(before));
        var planCase = Case(declared, Live(null, ("m1", Slot("T", "a.example")), ("m2", Slot("T", "a.example"))));
        planCase.Now = Now.AddDays(afterDays);
        planCase.LeadTime = TimeSpan.FromDays(leadDays);

        Assert.Equal(isDue ? ["renew_because_due"] : [], planCase.Plan().Changes.Select(change => change.Reason));
    }

    [Fact]
    public void An_outstanding_request_for_the_same_is_not_made_again()
    {
        var declared = Declared("a.example", "b.example");
        var slot = Slot("T", "a.example");
        var plan = Case(declared, Live(Next(DigestOf(declared, slot)), ("m1", slot), ("m2", slot))).Plan();

        Assert.Equal("Issue Accept:m1 Install:m1 Install:m2", Steps(plan));
        Assert.Equal("CSR", OutstandingRequest.Of(plan.Steps[0].Step.Before!.Resource)!.Request);
    }

    [Fact]
    public void An_outstanding_request_for_something_else_is_not_given_up_unasked()
    {
        var declared = Declared("a.example", "b.example");
        var live = Live(Next("other", days: 5), ("m1", Slot("T", "a.example")), ("m2", Slot("T", "a.example")));

        var blocked = Assert.Single(Case(declared, live).Plan().Changes).Blocked!;
        Assert.Equal("XDS4004", blocked.Code);
        Assert.Contains("5 days old", blocked.Summary, StringComparison.Ordinal);
        Assert.Contains("--supersede certificate/external", blocked.Fix, StringComparison.Ordinal);
        Assert.Equal("Request:m1 Issue Accept:m1 Install:m1 Install:m2", Steps(Case(declared, live, new PlanOptions { Supersede = ["certificate/external"] }).Plan()));
    }

    [Fact]
    public void What_was_accepted_is_installed_where_it_is_not_yet()
    {
        var declared = Declared("a.example", "b.example");
        var (old, renewed) = (Slot("OLD", "a.example"), Slot("NEW", "a.example", "b.example"));
        var plan = Case(declared, Live(Next(DigestOf(declared, old, renewed), "NEW"), ("m1", renewed), ("m2", old))).Plan();

        Assert.Equal("Install:m2", Steps(plan));
        Assert.Equal(new Value.Text("NEW"), ((Value.Map)((Value.Map)plan.Steps[0].Step.After![Certificate.Current]!).Items["m2"]).Items["thumbprint"]);
    }

    [Fact]
    public void A_member_that_is_new_gets_what_the_others_have() =>
        Assert.Equal("Install:m2", Steps(Case(Declared("a.example"), Live(null, ("m1", Slot("T", "a.example")))).Plan()));

    [Fact]
    public void A_certificate_without_its_key_counts_as_none() =>
        Assert.Equal("Install:m2", Steps(Case(Declared("a.example"), Live(null, ("m1", Slot("T", "a.example")), ("m2", Slot("", "a.example")))).Plan()));

    [Fact]
    public void A_member_that_cannot_be_asked_is_left_alone_and_the_plan_is_not_complete()
    {
        var planCase = Case(Declared("a.example"), Live(null, ("m1", Slot("T", "a.example"))));
        planCase.CannotAsk(Id, "m2", "store");
        var plan = planCase.Plan();

        Assert.Empty(plan.Changes);
        Assert.False(plan.IsComplete);
        Assert.Equal("m2", Assert.Single(plan.Unreadable).Member);
    }

    [Fact]
    public void Renewal_on_demand_means_the_certificate_that_was_there()
    {
        var live = Live(null, ("m1", Slot("T", "a.example")), ("m2", Slot("T", "a.example")));
        var asked = new PlanOptions { Renew = ["certificate/external"] };
        var plan = Case(Declared("a.example"), live, asked).Plan();

        Assert.Equal("renew_because_asked_for", Assert.Single(plan.Changes).Reason);
        var done = Live(null, ("m1", Slot("NEW", "a.example")), ("m2", Slot("NEW", "a.example")));
        Assert.Empty(Case(Declared("a.example"), done, asked.MeaningOnly(plan)).Plan().Changes);
        Assert.Single(Case(Declared("a.example"), done, asked).Plan().Changes);
    }

    [Fact]
    public void A_name_nobody_declared_is_carried_over_and_said()
    {
        var change = Assert.Single(Case(Declared("a.example", "b.example"), Live(null, ("m1", Slot("T", "a.example", "web.example", "srv:_xmpp-server.a.example")))).Plan().Changes);

        Assert.Equal(["a.example", "b.example", "web.example"], WantedCertificate.Of(change.After).Names);
        Assert.Contains("not declared, carried over from the live certificate: web.example", change.Notes);
    }

    [Fact]
    public void What_is_asked_for_does_not_change_while_it_is_on_its_way()
    {
        var declared = Declared("a.example", "b.example");
        var (old, renewed) = (Slot("OLD", "a.example", "web.example"), Slot("NEW", "a.example", "b.example", "web.example"));

        Assert.Equal(DigestOf(declared, old, old), DigestOf(declared, renewed, old));
        Assert.Equal(DigestOf(declared, old, old), DigestOf(declared, renewed, renewed));
    }
}
