using XmppDesiredState.Engine.Validation.Rules;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class SrvPortRuleTests
{
    private static readonly SrvPortRule Rule = new();

    [Theory]
    [InlineData("xmpp-server", 5222)]
    [InlineData("xmpp-server", 443)]
    [InlineData("xmpps-server", 5269)]
    public void Port_Unusual_IsAWarning(string service, int port) =>
        Rule.FindsOne(new Given().Srv("contoso.com", service, null, Given.Target("access.contoso.com", port)), "XDS2401", $"srv-record/_{service}._tcp.contoso.com@dns");

    [Theory]
    [InlineData("xmpp-server", 5269)]
    [InlineData("xmpps-server", 5270)]
    [InlineData("xmpps-server", 443)]
    public void Port_Usual_IsFine(string service, int port) => Rule.IsSilent(new Given().Srv("contoso.com", service, null, Given.Target("access.contoso.com", port)));

    [Fact]
    public void Port_OfNoService_MeansNothing() => Rule.IsSilent(new Given().Srv("contoso.com", Given.Target(".", 0)));
}
