using XmppDesiredState.Engine.Validation.Rules;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class SubjectNameRuleTests
{
    private static readonly SubjectNameRule Rule = new();

    [Fact]
    public void CommonName_OfADerivedCertificate_IsRepeatedByItself() =>
        Rule.IsSilent(Ours().Certificate("edge", (Certificate.Subject, Given.Map(("commonName", Given.Text("Access.contoso.com"))))));

    [Fact]
    public void CommonName_ThatIsNoHostName_IsAWarning() =>
        Rule.FindsOne(Ours().Certificate("edge", (Certificate.Subject, Given.Map(("commonName", Given.Text("Contoso Edge"))))), "XDS2302", "certificate/edge@lync");

    [Fact]
    public void CommonName_MissingFromAnExplicitList_IsAWarning() => Assert.Contains("access.contoso.com",
        Rule.FindsOne(Ours().Certificate("edge", (Certificate.Names, Given.Map(("derive", Given.Text("none")), ("additional", Given.List("contoso.com"))))), "XDS2302").Summary);

    [Fact]
    public void CommonName_Unknown_IsNotJudged() => Rule.IsSilent(new Given().OurDomains("contoso.com").Certificate("edge"));

    private static Given Ours() => new Given().OurDomains("contoso.com").Edge("access.contoso.com");
}
