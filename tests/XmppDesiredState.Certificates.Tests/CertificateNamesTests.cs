namespace XmppDesiredState.Certificates.Tests;

/// <summary>RFC 6120 §13.7.1.2 with RFC 6125 §6.4.</summary>
public sealed class CertificateNamesTests
{
    [Theory]
    [InlineData("contoso.com", "contoso.com", true)]
    [InlineData("sip.contoso.com", "contoso.com", false)]
    [InlineData("contoso.com", "sip.contoso.com", false)]
    [InlineData("*.contoso.com", "xmpp.contoso.com", true)]
    [InlineData("*.contoso.com", "contoso.com", false)]
    [InlineData("*.contoso.com", "a.b.contoso.com", false)]
    [InlineData("*.com", "contoso.com", false)]
    [InlineData("*", "contoso.com", false)]
    [InlineData("x*.contoso.com", "xmpp.contoso.com", false)]
    [InlineData("xmpp.*.com", "xmpp.contoso.com", false)]
    [InlineData("*.*.contoso.com", "a.b.contoso.com", false)]
    [InlineData("srv:_xmpp-server.contoso.com", "contoso.com", true)]
    [InlineData("srv:_xmpp-client.contoso.com", "contoso.com", false)]
    [InlineData("srv:_xmpp-server.*.com", "contoso.com", false)]
    [InlineData("xmpp:contoso.com", "contoso.com", true)]
    [InlineData("xmpp:Contoso.COM", "contoso.com", true)]
    [InlineData("xmpp:user@contoso.com", "contoso.com", false)]
    [InlineData("xmpp:müller.example", "xn--mller-kva.example", true)]
    [InlineData("xn--mller-kva.example", "xn--mller-kva.example", true)]
    [InlineData("ip:192.0.2.1", "192.0.2.1", false)]
    [InlineData("other:dns:contoso.com", "contoso.com", false)]
    public void A_name_stands_for_a_domain_or_not(string name, string domain, bool stands) => Assert.Equal(stands, CertificateNames.StandFor([name], domain));

    [Fact]
    public void One_name_of_several_is_enough_and_none_is_not()
    {
        Assert.True(CertificateNames.StandFor(["access.contoso.com", "contoso.com"], "contoso.com"));
        Assert.False(CertificateNames.StandFor([], "contoso.com"));
    }

    [Theory]
    [InlineData("", "clientAuth", true)]
    [InlineData("serverAuth", "clientAuth", false)]
    [InlineData("serverAuth clientAuth", "clientAuth", true)]
    [InlineData("2.5.29.37.0", "clientAuth", true)]
    public void Usages_permit_what_they_name_and_none_permits_all(string usages, string usage, bool permits) =>
        Assert.Equal(permits, UsageNames.Permit(usages.Split(' ', StringSplitOptions.RemoveEmptyEntries), usage));
}
