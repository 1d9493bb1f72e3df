using XmppDesiredState.Engine.Validation.Rules;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class SrvTtlRuleTests
{
    private static readonly SrvTtlRule Rule = new();

    [Theory]
    [InlineData(0)]
    [InlineData(59)]
    public void Ttl_BelowAMinute_IsAWarning(int seconds) => Rule.FindsOne(Ttl(seconds), "XDS2404", "srv-record/_xmpp-server._tcp.contoso.com@dns");

    [Theory]
    [InlineData(60)]
    [InlineData(3600)]
    [InlineData(null)]
    public void Ttl_LongerOrLeftOut_IsFine(int? seconds) => Rule.IsSilent(Ttl(seconds));

    private static Given Ttl(int? seconds) =>
        new Given().Srv("contoso.com", "xmpp-server", seconds is { } given ? TimeSpan.FromSeconds(given) : null, Given.Target("access.contoso.com"));
}
