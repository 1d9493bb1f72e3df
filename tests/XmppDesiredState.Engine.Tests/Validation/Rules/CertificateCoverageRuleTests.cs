using XmppDesiredState.Engine.Validation.Rules;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class CertificateCoverageRuleTests
{
    private static readonly CertificateCoverageRule Rule = new();

    [Theory]
    [InlineData("lync-edge")]
    [InlineData("xmpp")]
    public void Derived_CoversAllDomains(string derive) => Rule.IsSilent(Ours().Certificate("edge", (Certificate.Names, Given.Map(("derive", Given.Text(derive))))));

    [Fact]
    public void Names_LeftOut_CoverAllDomains() => Rule.IsSilent(Ours().Certificate("edge"));

    [Fact]
    public void EdgeCertificate_WithoutDerivation_NamesWhatIsMissing()
    {
        var finding = Rule.FindsOne(Ours().Certificate("edge", (Certificate.Usages, Given.List("xmppserver")),
            (Certificate.Names, Given.Map(("derive", Given.Text("none")), ("additional", Given.List("contoso.com"))))), "XDS2301", "certificate/edge@lync");

        Assert.Equal("certificate/edge does not cover contoso.de.", finding.Summary);
    }

    [Fact]
    public void EdgeCertificate_WithEveryDomainListed_IsFine() => Rule.IsSilent(Ours().Certificate("edge", (Certificate.Usages, Given.List("XmppServer")),
        (Certificate.Names, Given.Map(("derive", Given.Text("none")), ("additional", Given.List("contoso.com", "contoso.de"))))));

    [Fact]
    public void Certificate_NotForTheEdge_IsNotJudged() => Rule.IsSilent(Ours().Edge("access.contoso.com").Certificate("web", (Certificate.Subject, Given.Map(("commonName", Given.Text("www.contoso.com")))),
        (Certificate.Names, Given.Map(("derive", Given.Text("none")), ("additional", Given.List("www.contoso.com"))))));

    private static Given Ours() => new Given().OurDomains("contoso.com", "contoso.de");
}
