using XmppDesiredState.Engine.Validation.Rules;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class StreamTimeoutRuleTests
{
    private static readonly StreamTimeoutRule Rule = new();

    [Theory]
    [InlineData(300, 300)]
    [InlineData(600, 300)]
    [InlineData(0, 0)]
    public void Timeout_NotLongerThanInterval_IsAWarning(int interval, int timeout) =>
        Rule.FindsOne(new Given().Settings(interval, timeout), "XDS2203", "gateway-settings/global@lync");

    [Theory]
    [InlineData(300, 301)]
    [InlineData(300, null)]
    [InlineData(null, 10)]
    public void OtherTimes_AreFine(int? interval, int? timeout) => Rule.IsSilent(new Given().Settings(interval, timeout));

    [Fact]
    public void Fix_NamesAWorkingValue() => Assert.Contains("more than 10m, for instance 15m", Rule.Findings(new Given().Settings(600, 300))[0].Fix);

    [Fact]
    public void Rule_HoldsForEffectiveState() => Assert.True(Rule.HoldsForEffectiveState);
}
