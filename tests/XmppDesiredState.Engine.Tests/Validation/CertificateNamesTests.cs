using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Validation;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Tests.Validation;

public sealed class CertificateNamesTests
{
    private static readonly Gateway Gateway = new() { Domains = ["contoso.com", "contoso.de"], SipDomains = ["contoso.com", "contoso.fr"], Edge = "access.contoso.com" };

    [Theory]
    [InlineData("lync-edge", "access.contoso.com sip.contoso.com sip.contoso.fr contoso.com contoso.de webcon.contoso.com")]
    [InlineData("xmpp", "access.contoso.com contoso.com contoso.de webcon.contoso.com")]
    [InlineData("none", "webcon.contoso.com")]
    public void Derive_FromTheGateway_GivesTheNamesOfTheWizard(string derive, string names) =>
        Assert.Equal(names.Split(' '), Derive(Gateway, new Given().Certificate("edge", (Certificate.Names, Given.Map(("derive", Given.Text(derive)), ("additional", Given.List("webcon.contoso.com")))))));

    [Fact]
    public void Derive_WithAnotherCommonName_RepeatsItFirstAndCanonical() =>
        Assert.Equal(["sip.contoso.com", "contoso.com", "contoso.de"],
            Derive(Gateway, new Given().Certificate("edge", (Certificate.Subject, Given.Map(("commonName", Given.Text("SIP.contoso.com")))))));

    [Fact]
    public void Derive_WithoutSipDomains_TakesTheXmppDomains() =>
        Assert.Equal(["sip.contoso.com", "contoso.com"], Derive(new Gateway { Domains = ["contoso.com"] }, new Given().Certificate("edge", (Certificate.Names, Given.Map(("derive", Given.Text("lync-edge")))))));

    [Fact]
    public void Derive_FromNothing_GivesNothing() => Assert.Empty(Derive(Gateway.None, new Given().Certificate("edge")));

    private static IEnumerable<string> Derive(Gateway gateway, Given certificate) => CertificateNames.Derive(gateway, certificate.State.Resources.Single().Resource);
}
