namespace XmppDesiredState.Engine.Tests.Validation;

public sealed class ExpiryCheckTests
{
    private static readonly DateOnly Yesterday = Given.Today.AddDays(-1);

    [Fact]
    public void Entries_WhoseDayHasPassed_AreWarnings()
    {
        var findings = new Given().Acknowledged("legacy.example", Yesterday).DriftIgnored("access-policy/*", Yesterday).Guards(200, Yesterday).Validate().Diagnostics;

        Assert.Equal([400, 500, 600], findings.Select(finding => finding.Where!.Line));
        Assert.All(findings, finding => Assert.Equal("XDS2006", finding.Code));
        Assert.All(findings, finding => Assert.Contains("2026-11-22", finding.Summary));
    }

    [Fact]
    public void Entries_OfTodayOrForEver_HoldStill() =>
        Assert.Empty(new Given().Acknowledged("legacy.example", Given.Today).Acknowledged("other.example", null).DriftIgnored("*", Given.Today).Guards(200, null).Validate().Diagnostics);
}
