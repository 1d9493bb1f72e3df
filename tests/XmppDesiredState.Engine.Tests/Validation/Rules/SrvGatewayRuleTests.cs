using XmppDesiredState.Engine.Validation.Rules;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class SrvGatewayRuleTests
{
    private static readonly SrvGatewayRule Rule = new();

    [Theory]
    [InlineData("access.contoso.com", "xmpp.hoster.example")]
    [InlineData("contoso.com", "fabrikam.com")]
    public void Targets_OfDifferentOrganisations_AreAWarning(params string[] targets) => Assert.Contains(targets[1], Rule.FindsOne(Srv(targets), "XDS2405").Summary);

    [Theory]
    [InlineData("access.contoso.com", "access2.contoso.com")]
    [InlineData("access.contoso.com", "edge.eu.contoso.com")]
    [InlineData("contoso.com", "access.contoso.com")]
    [InlineData("access.contoso.com")]
    [InlineData("access.contoso.com", ".")]
    [InlineData("access.contoso.com", "192.0.2.1")]
    public void Targets_OfOneOrganisation_AreFine(params string[] targets) => Rule.IsSilent(Srv(targets));

    private static Given Srv(string[] targets) => new Given().Srv("contoso.com", [.. targets.Select(target => Given.Target(target))]);
}
