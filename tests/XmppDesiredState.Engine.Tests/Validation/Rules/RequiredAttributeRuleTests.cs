using XmppDesiredState.Engine.Validation.Rules;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class RequiredAttributeRuleTests
{
    private static readonly RequiredAttributeRule Rule = new();

    [Fact]
    public void Partner_WithoutType_IsAnError()
    {
        var finding = Rule.FindsOne(new Given().Partner("fabrikam.com", type: null), "XDS2004", "partner/fabrikam.com@lync");

        Assert.Contains("has no type", finding.Summary);
        Assert.Contains("Federated, PublicVerified or PublicUnverified", finding.Fix);
    }

    [Fact]
    public void Partner_WithType_IsComplete() => Rule.IsSilent(new Given().Partner("fabrikam.com"));

    [Fact]
    public void Partner_AbsentWithoutType_IsComplete() => Rule.IsSilent(new Given().Partner("fabrikam.com", type: null, absent: true));

    [Fact]
    public void Certificate_WithoutIssuer_IsAnError() => Assert.Contains("has no issuer", Rule.FindsOne(new Given().Certificate("edge"), "XDS2004").Summary);

    [Fact]
    public void Service_WithClearedMembers_IsAnError() => Assert.Contains("has no members",
        Rule.FindsOne(new Given().Add(new Resource(new ResourceId(Service.Kind, "edge")).With("members", Value.Cleared.Instance), "lync"), "XDS2004").Summary);

    [Fact]
    public void Srv_WithoutTargets_PointsAtGatewayEdge() => Assert.Contains("gateway.edge", Rule.FindsOne(new Given().Srv("contoso.com"), "XDS2004").Fix);
}
