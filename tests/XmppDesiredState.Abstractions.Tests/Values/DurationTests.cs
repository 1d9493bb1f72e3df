using CsCheck;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Tests.Values;

public sealed class DurationTests
{
    [Theory]
    [InlineData("0s", 0)]
    [InlineData("90s", 90)]
    [InlineData("5m", 300)]
    [InlineData("1h30m", 5400)]
    [InlineData("1d2h3m4s", 93784)]
    [InlineData("24h", 86400)]
    public void TryParse_Duration_IsSeconds(string text, long seconds)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("m")]
    [InlineData("5 m")]
    [InlineData("5M")]
    [InlineData("-5m")]
    [InlineData("1.5h")]
    [InlineData("5m1h")]
    [InlineData("5m5m")]
    [InlineData("5m3")]
    [InlineData("1w")]
    [InlineData("٥m")]
    [InlineData("24856d")]
    [InlineData("99999999999s")]
    public void TryParse_NoDuration_IsRefused(string text) => Assert.False(Duration.TryParse(text, out _));

    [Fact]
    public void Format_AnyDuration_ReadsBack() =>
        Gen.Int[0, int.MaxValue].Sample(seconds => Duration.TryParse(Duration.Format(TimeSpan.FromSeconds(seconds)), out var read) && read.TotalSeconds == seconds);

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue + 1L)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void TryRead_SecondsOutOfRange_AreRefused(long seconds) => Assert.False(new DurationType().TryRead(new Value.Number(seconds), out Value? _, out _));
}
