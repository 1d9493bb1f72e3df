using XmppDesiredState.Engine.Validation.Rules;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class EdgeAccessRuleTests
{
    private static readonly EdgeAccessRule Rule = new();

    [Theory]
    [InlineData(true, null)]
    [InlineData(null, true)]
    [InlineData(true, true)]
    public void Policies_AllowWhatTheEdgeForbids_IsAWarning(bool? federation, bool? xmpp)
    {
        var finding = Rule.FindsOne(new Given().EdgeAccess(false).Policy("global", federation, xmpp), "XDS2202", "edge-access/global@lync");

        Assert.Contains("access-policy/global", finding.Summary);
        Assert.Contains("SIP federation", finding.Fix);
        Assert.Equal(Given.Place(2), finding.Related);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(null)]
    public void Edge_OpenOrUnknown_IsFine(bool? allowed) => Rule.IsSilent(new Given().EdgeAccess(allowed).Policy("global", true, true));

    [Fact]
    public void Policies_AllowNothing_IsFine() => Rule.IsSilent(new Given().EdgeAccess(false).Policy("global", false, false));

    [Fact]
    public void Policies_OfAnotherProvider_DoNotCount() => Rule.IsSilent(new Given().EdgeAccess(false, "old").Policy("global", true, true, "new"));

    [Fact]
    public void Rule_HoldsForEffectiveState() => Assert.True(Rule.HoldsForEffectiveState);
}
