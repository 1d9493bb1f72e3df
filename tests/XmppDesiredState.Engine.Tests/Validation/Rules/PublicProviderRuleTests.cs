using XmppDesiredState.Engine.Validation.Rules;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class PublicProviderRuleTests
{
    private static readonly PublicProviderRule Rule = new();

    [Theory]
    [InlineData("gmail.com", PartnerType.Federated)]
    [InlineData("jabber.org", PartnerType.PublicVerified)]
    public void PublicProvider_Trusted_IsAWarning(string domain, PartnerType type)
    {
        var finding = Rule.FindsOne(new Given().Partner(domain, type), "XDS2110", $"partner/{domain}@lync");

        Assert.Contains($"as {type}", finding.Summary);
        Assert.Contains("PublicUnverified", finding.Fix);
    }

    [Fact]
    public void PublicProvider_AsAdditionalDomain_IsAWarning() =>
        Assert.StartsWith("jabber.de is a public provider", Rule.FindsOne(new Given().Partner("a.example", PartnerType.Federated, additional: ["jabber.de"]), "XDS2110").Summary);

    [Fact]
    public void PublicProvider_Unverified_IsFine() => Rule.IsSilent(new Given().Partner("jabber.org"));

    [Fact]
    public void Organisation_Trusted_IsFine() => Rule.IsSilent(new Given().Partner("fabrikam.com", PartnerType.Federated));
}
