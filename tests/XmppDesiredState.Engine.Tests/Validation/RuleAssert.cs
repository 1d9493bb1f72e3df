using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Validation;

namespace XmppDesiredState.Engine.Tests.Validation;

/// <summary>Runs one rule and holds every finding to what all findings promise.</summary>
internal static class RuleAssert
{
    public static IReadOnlyList<Diagnostic> Findings(this IRule rule, DesiredState desired)
    {
        var findings = rule.Check(desired).ToList();
        foreach (var finding in findings)
        {
            Assert.Contains(finding.Descriptor, rule.Descriptors);
            Assert.NotNull(finding.Where);
            Assert.Matches("[.?]$", finding.Fix);
            Assert.Matches("[.]$", finding.Summary);
        }

        return findings;
    }

    public static void IsSilent(this IRule rule, DesiredState desired) => Assert.Empty(rule.Findings(desired));

    public static Diagnostic FindsOne(this IRule rule, DesiredState desired, string code) => rule.FindsOne(desired, code, null);

    public static Diagnostic FindsOne(this IRule rule, DesiredState desired, string code, string? address)
    {
        var finding = Assert.Single(rule.Findings(desired));
        Assert.Equal(code, finding.Code);
        if (address is not null) Assert.Equal(address, finding.Address);
        return finding;
    }
}
