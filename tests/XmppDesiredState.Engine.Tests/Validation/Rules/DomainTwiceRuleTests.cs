using XmppDesiredState.Engine.Validation.Rules;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class DomainTwiceRuleTests
{
    private static readonly DomainTwiceRule Rule = new();

    [Fact]
    public void Additional_IsAnotherPartnersPrimary_IsAnErrorAtTheLaterPlace()
    {
        // a.example sorts first and stands second: the place in the file counts.
        var finding = Rule.FindsOne(new Given().Partner("it.fabrikam.com").Partner("a.example", additional: ["it.fabrikam.com"]), "XDS2105", "partner/a.example@lync");

        Assert.Equal(Given.Place(2, 10), finding.Where);
        Assert.Equal(Given.Place(1), finding.Related);
    }

    [Fact]
    public void Additional_InTwoPartners_IsAnError()
    {
        var finding = Rule.FindsOne(new Given().Partner("a.example", additional: ["shared.example"]).Partner("b.example", additional: ["other.example", "shared.example"]), "XDS2105");

        Assert.Contains("shared.example stands in two partners", finding.Summary);
        Assert.Equal(Given.Place(1, 10), finding.Related);
    }

    [Fact]
    public void Domain_InThreePartners_IsTwoErrors() =>
        Assert.Equal(2, Rule.Findings(new Given().Partner("a.example", additional: ["x.example"]).Partner("b.example", additional: ["x.example"]).Partner("x.example")).Count);

    [Fact]
    public void Partner_OnTwoProviders_IsFine() => Rule.IsSilent(new Given().Partner("a.example", provider: "lync").Partner("a.example", provider: "prosody"));

    [Fact]
    public void Partner_WithItsOwnPrimaryAsAdditional_IsAnotherRules() => Rule.IsSilent(new Given().Partner("a.example", additional: ["a.example"]));

    [Fact]
    public void Domain_MovedFromAnAbsentPartner_IsFine() => Rule.IsSilent(new Given().Partner("it.fabrikam.com", absent: true).Partner("fabrikam.com", additional: ["it.fabrikam.com"]));
}
