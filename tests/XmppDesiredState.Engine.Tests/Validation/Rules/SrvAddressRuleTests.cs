using XmppDesiredState.Engine.Validation.Rules;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class SrvAddressRuleTests
{
    private static readonly SrvAddressRule Rule = new();

    [Theory]
    [InlineData("203.0.113.10")]
    [InlineData("2001:db8::10")]
    public void Target_IsAnAddress_IsAnError(string target) =>
        Assert.Contains("such as access.contoso.com", Rule.FindsOne(new Given().Edge("access.contoso.com").Srv("contoso.com", Given.Target(target)), "XDS2402", "srv-record/_xmpp-server._tcp.contoso.com@dns").Fix);

    [Theory]
    [InlineData("access.contoso.com")]
    [InlineData(".")]
    public void Target_IsAName_IsFine(string target) => Rule.IsSilent(new Given().Srv("contoso.com", Given.Target(target)));
}
