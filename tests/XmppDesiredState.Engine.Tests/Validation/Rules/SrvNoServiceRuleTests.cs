using XmppDesiredState.Engine.Validation.Rules;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class SrvNoServiceRuleTests
{
    private static readonly SrvNoServiceRule Rule = new();

    [Fact]
    public void Dot_BesideOthers_IsAnError() => Rule.FindsOne(new Given().Srv("contoso.com", Given.Target("."), Given.Target("access.contoso.com")), "XDS2403", "srv-record/_xmpp-server._tcp.contoso.com@dns");

    [Fact]
    public void Dot_Alone_IsFine() => Rule.IsSilent(new Given().Srv("contoso.com", Given.Target(".")));

    [Fact]
    public void Others_Alone_AreFine() => Rule.IsSilent(new Given().Srv("contoso.com", Given.Target("a.contoso.com"), Given.Target("b.contoso.com")));
}
