using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Abstractions.Tests.Diagnostics;

public sealed class DidYouMeanTests
{
    [Theory]
    [InlineData("nigths", "nights")]
    [InlineData("Nights", "nights")]
    [InlineData("weekend", "weekends")]
    [InlineData("mornings", null)]
    [InlineData("", null)]
    public void Closest_OfAFewWords_IsTheOneMeant(string word, string? meant) => Assert.Equal(meant, DidYouMean.Closest(word, ["nights", "weekends"]));

    [Fact]
    public void Closest_AmongNone_IsNone() => Assert.Null(DidYouMean.Closest("nights", []));
}
