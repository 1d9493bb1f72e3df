using System.Collections.Immutable;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using Finding = XmppDesiredState.Diagnostics.Diagnostic;

namespace XmppDesiredState.Engine.PlanFiles;

public sealed class PlanComparerTests
{
    private static readonly Finding Guard = PlanFileDiagnostics.NotApproved.At(null, "Held back.", "Allow it.");
    private static readonly Change Another = Samples.Of(ChangeAction.Create, null, new Resource(new ResourceId(Partner.Kind, "adatum.com")));

    [Fact]
    public void Fresh_WithOtherVolatileValues_IsCovered()
    {
        var fresh = Samples.Plan with
        {
            Timestamp = Samples.Plan.Timestamp.AddDays(1),
            Commit = "abc",
            Diagnostics = [Guard],
            Unlisted = [new UnlistedResource(Another.Address, Another.After!)],
            Changes = [Samples.Update with { Where = new("moved.yaml", 1, 1, 1, 2), Reason = "another", Steps = [7] }],
            Targets = Samples.Plan.Targets.Add("dns", "ns1.contoso.com"),
        };
        var comparison = PlanComparer.Compare(Samples.Plan, fresh);
        Assert.True(comparison.IsCovered);
        Assert.Empty(comparison.Differences);
    }

    [Fact]
    public void Fresh_WithAChangeDoneAlready_IsCoveredAndSaysSo()
    {
        var comparison = PlanComparer.Compare(Samples.Plan, Samples.Plan with { Changes = [] });
        Assert.True(comparison.IsCovered);
        Assert.Equal("partner/fabrikam.com@lync: the update is no longer needed", Assert.Single(comparison.Differences).What);
    }

    [Fact]
    public void Fresh_WithTouchedAddressChanged_IsRefusedByAttribute() => Refused("XDS4512",
        "partner/fabrikam.com@lync: negotiation before was sasl-or-tls-dialback, is now opportunistic",
        fresh: Samples.Plan with { Changes = [Samples.Update with { Before = Samples.Before.With(Partner.Negotiation, new Negotiation(NegotiationLevel.Optional, NegotiationLevel.Optional, true)) }] });

    [Fact]
    public void Fresh_WithAnotherAttribute_IsRefused() => Refused("XDS4512", "partner/fabrikam.com@lync: connectionLimit after was not set, is now 5",
        fresh: Samples.Plan with { Changes = [Samples.Update with { After = Samples.After.With(Partner.ConnectionLimit, 5) }] });

    [Fact]
    public void Fresh_WithANewChange_IsRefused() => Refused("XDS4512", "partner/adatum.com@lync: the creation is not in the approved plan",
        fresh: Samples.Plan with { Changes = [Samples.Update, Another] });

    [Fact]
    public void Fresh_WithAnotherAction_IsRefused() => Refused("XDS4512", "partner/fabrikam.com@lync: the approved plan has its update, now its creation is wanted",
        fresh: Samples.Plan with { Changes = [Samples.Of(ChangeAction.Create, null, Samples.After)] });

    [Fact]
    public void Fresh_WithANewChangeThatIsBlocked_IsCovered()
    {
        var comparison = PlanComparer.Compare(Samples.Plan, Samples.Plan with { Changes = [Samples.Update, Another with { Blocked = Guard }] });
        Assert.True(comparison.IsCovered);
        Assert.Single(comparison.Differences);
    }

    [Fact]
    public void Approved_WithTheChangeBlocked_DoesNotCoverIt() => Refused("XDS4512", "partner/fabrikam.com@lync: the update was held back when the plan was approved",
        fresh: Samples.Plan, approved: Samples.Plan with { Changes = [Samples.Update with { Blocked = Guard }] });

    [Fact]
    public void Fresh_OfAnotherConfiguration_IsRefused() => Refused("XDS4510", "the configuration changed", Samples.Plan with { ConfigDigest = "b" });

    [Fact]
    public void Fresh_OfAnotherTarget_IsRefused() => Refused("XDS4511", "the target of lync was cms.contoso.local, is now cms.test.local",
        Samples.Plan with { Targets = Samples.Plan.Targets.SetItem("lync", "cms.test.local") });

    [Fact]
    public void Fresh_OfAnotherDeployment_IsRefusedBeforeAllElse() => Refused("XDS4513", "the deployment was contoso, is now test", Samples.Plan with { Name = "test", ConfigDigest = "b" });

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, true, true)]
    [InlineData(false, true, false)]
    public void Value_KnownLaterWhenApproved_CoversWhatItBecame(bool approvedLater, bool freshLater, bool covered)
    {
        var service = new Resource(new ResourceId(Service.Kind, "edge"));
        Plan Restart(Value thumbprint) => Samples.Plan with
        {
            Changes = [Samples.Of(ChangeAction.Restart, service, service.With(Service.Loaded.Name, new Value.Map(Value.Map.NoItems.Add("edge1", thumbprint))))],
        };
        var approved = Restart(approvedLater ? new Value.Later(3) : new Value.Text("AB"));
        var fresh = Restart(freshLater ? new Value.Later(1) : new Value.Text("AB"));
        Assert.Equal(covered, PlanComparer.Compare(approved, fresh).IsCovered);
    }

    [Fact]
    public void Refusal_OfManyChanges_NamesAFew()
    {
        ImmutableArray<Change> many = [.. Enumerable.Range(0, 50).Select(n => Samples.Of(ChangeAction.Create, null, new Resource(new ResourceId(Partner.Kind, $"d{n}.com"))))];
        var refusal = PlanComparer.Compare(Samples.Plan, Samples.Plan with { Changes = many }).Refusal!;
        Assert.StartsWith("50 changes were not approved as they would now be made: ", refusal.Summary, StringComparison.Ordinal);
        Assert.EndsWith("; and 47 more differences.", refusal.Summary, StringComparison.Ordinal);
    }

    private static void Refused(string code, string what, Plan fresh, Plan? approved = null)
    {
        var comparison = PlanComparer.Compare(approved ?? Samples.Plan, fresh);
        Assert.Equal(code, comparison.Refusal?.Code);
        Assert.Contains(what, comparison.Differences.Select(difference => difference.What));
    }
}
