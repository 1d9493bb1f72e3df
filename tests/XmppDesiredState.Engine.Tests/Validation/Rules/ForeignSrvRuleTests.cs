using XmppDesiredState.Engine.Validation.Rules;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class ForeignSrvRuleTests
{
    private static readonly ForeignSrvRule Rule = new();

    [Fact]
    public void Record_OfAnotherDomain_IsAWarning() =>
        Rule.FindsOne(new Given().OurDomains("contoso.com").Srv("fabrikam.com", Given.Target("access.contoso.com")), "XDS2407", "srv-record/_xmpp-server._tcp.fabrikam.com@dns");

    [Fact]
    public void Record_OfOurDomain_IsFine() => Rule.IsSilent(new Given().OurDomains("contoso.com").Srv("contoso.com", Given.Target("access.contoso.com")));

    [Fact]
    public void Record_WithoutDomainsOfOurs_IsFine() => Rule.IsSilent(new Given().Srv("contoso.com", Given.Target("access.contoso.com")));
}
