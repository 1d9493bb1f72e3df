using XmppDesiredState.Engine.Validation.Rules;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class OwnDomainRuleTests
{
    private static readonly OwnDomainRule Rule = new();

    [Fact]
    public void Partner_OfOurDomain_IsAnErrorThatShowsBothPlaces()
    {
        var finding = Rule.FindsOne(new Given().OurDomains("contoso.com", "contoso.de").Partner("contoso.de"), "XDS2104", "partner/contoso.de@lync");

        Assert.Equal(Given.Place(1), finding.Where);
        Assert.Equal(Given.Place(101), finding.Related);
    }

    [Fact]
    public void Partner_WithOurDomainAsAdditional_PointsAtTheList()
    {
        var finding = Rule.FindsOne(new Given().OurDomains("contoso.com").Partner("fabrikam.com", additional: ["contoso.com"]), "XDS2104");

        Assert.Equal(Given.Place(1, 10), finding.Where);
    }

    [Fact]
    public void Partner_OfOurSipDomain_IsAnError() => Rule.FindsOne(new Given().OurDomains("contoso.com").SipDomains("contoso.fr").Partner("contoso.fr"), "XDS2104");

    [Theory]
    [InlineData("fabrikam.com")]
    [InlineData("partners.contoso.com")]
    public void Partner_OfAnotherDomain_IsFine(string domain) => Rule.IsSilent(new Given().OurDomains("contoso.com").Partner(domain));

    [Fact]
    public void Partner_Absent_IsFine() => Rule.IsSilent(new Given().OurDomains("contoso.com").Partner("contoso.com", absent: true));
}
