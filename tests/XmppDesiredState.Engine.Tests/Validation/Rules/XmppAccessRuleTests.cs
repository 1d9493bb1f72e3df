using XmppDesiredState.Engine.Validation.Rules;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class XmppAccessRuleTests
{
    private static readonly XmppAccessRule Rule = new();

    [Fact]
    public void Xmpp_WithoutFederation_IsAnError() =>
        Rule.FindsOne(new Given().Policy("tag:Sales", federation: false, xmpp: true), "XDS2201", "access-policy/tag:Sales@lync");

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(null, true)]
    [InlineData(false, null)]
    public void OtherCombinations_AreFine(bool? federation, bool? xmpp) => Rule.IsSilent(new Given().Policy("global", federation, xmpp));

    [Fact]
    public void Rule_HoldsForEffectiveState() => Assert.True(Rule.HoldsForEffectiveState);
}
