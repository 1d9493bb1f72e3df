using XmppDesiredState.Engine.Validation.Rules;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class MissingSrvRuleTests
{
    private static readonly MissingSrvRule Rule = new();

    [Fact]
    public void Domain_WithoutSrv_IsAWarningAtTheDomain()
    {
        var finding = Rule.FindsOne(new Given().OurDomains("contoso.com", "contoso.de").Srv("contoso.com", Given.Target("access.contoso.com")), "XDS2406");

        Assert.Equal(Given.Place(101), finding.Where);
        Assert.Contains("contoso.de", finding.Summary);
    }

    [Fact]
    public void Section_Empty_StillAsks() => Rule.FindsOne(new Given().OurDomains("contoso.com").SectionOf(SrvRecord.Kind), "XDS2406");

    [Fact]
    public void Section_None_LeavesDnsToOthers() => Rule.IsSilent(new Given().OurDomains("contoso.com").Partner("fabrikam.com"));

    [Fact]
    public void Record_Absent_SaysThatItIsMeant() => Rule.IsSilent(new Given().OurDomains("contoso.com").AbsentSrv("contoso.com"));

    [Fact]
    public void Record_ForDirectTlsOnly_IsNotEnough() =>
        Rule.FindsOne(new Given().OurDomains("contoso.com").Srv("contoso.com", "xmpps-server", null, Given.Target("access.contoso.com", 5270)), "XDS2406");
}
