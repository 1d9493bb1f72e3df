using XmppDesiredState.Resources;

namespace XmppDesiredState.Certificates.Tests;

public sealed class CertificateAuthorityTests
{
    [Theory]
    [InlineData(KeyAlgorithm.Rsa, 2048)]
    [InlineData(KeyAlgorithm.Ecdsa, 256)]
    [InlineData(KeyAlgorithm.Ecdsa, 384)]
    public void Issue_everyKindOfKey_isVerifiedByOpenSsl(KeyAlgorithm algorithm, int bits)
    {
        using var openssl = new OpenSsl();
        var authority = CertificateAuthority.Create("Lab CA", algorithm, bits, TimeSpan.FromDays(365), Samples.Now);
        var key = KeyPair.Create(algorithm, bits);
        openssl.Write("root.pem", authority.Certificate.ToPem());
        openssl.Write("leaf.pem", authority.Issue(Samples.Request(key), ["contoso.test", "srv:_xmpp-server.contoso.test"], ["serverAuth", "clientAuth"], TimeSpan.FromDays(90), Samples.Now));

        openssl.Run("verify", "-x509_strict", "-CAfile", "root.pem", "-purpose", "sslserver", "-verify_hostname", "contoso.test", "-attime", $"{Samples.Now.ToUnixTimeSeconds()}", "leaf.pem");
        var text = openssl.Run("x509", "-in", "leaf.pem", "-noout", "-text");

        Assert.All(["CA:FALSE", "Subject Key Identifier", "Authority Key Identifier", "X509v3 Key Usage: critical", "Issuer: CN = Lab CA", "_xmpp-server.contoso.test"], words => Assert.Contains(words, text, StringComparison.Ordinal));
        Assert.Matches("Serial Number:\\s+[4-7][0-9a-f](:[0-9a-f]{2}){15}\\s", text);
        Assert.Contains("CA:TRUE, pathlen:0", openssl.Run("x509", "-in", "root.pem", "-noout", "-text"), StringComparison.Ordinal);
    }

    [Fact]
    public void Issue_lifetimeBeyondTheCa_endsWithIt()
    {
        var authority = CertificateAuthority.Create("Short CA", KeyAlgorithm.Ecdsa, 256, TimeSpan.FromDays(10), Samples.Now);

        var leaf = CertificateFile.Read(authority.Issue(Samples.Request(), ["contoso.test"], ["serverAuth"], TimeSpan.FromDays(3650000), Samples.Now)).Single();

        Assert.Equal(authority.Certificate.Installed.NotAfter, leaf.Installed.NotAfter);
        Assert.Equal(authority.Certificate.Installed.NotBefore, leaf.Installed.NotBefore);
        Assert.Throws<InvalidOperationException>(() => authority.Issue(Samples.Request(), ["contoso.test"], ["serverAuth"], TimeSpan.FromDays(1), Samples.Now + TimeSpan.FromDays(11)));
    }

    [Fact]
    public void Read_ownFiles_isTheSameCa()
    {
        var authority = Samples.Authority;

        Assert.Equal(authority.Certificate, CertificateAuthority.Read(authority.Certificate.ToPem(), authority.ToKeyPem())?.Certificate);
        Assert.Null(CertificateAuthority.Read(authority.Certificate.ToPem(), Samples.Key.ToPem()));
        Assert.Null(CertificateAuthority.Read(Samples.Issue().ToPem(), Samples.Key.ToPem()));
        Assert.Null(CertificateAuthority.Read("", ""));
    }

    [Fact]
    public void Issue_emptySubject_hasCriticalNames()
    {
        using var openssl = new OpenSsl();
        var request = Samples.Request(wanted: Samples.Wanted with { CommonName = null, Subject = Samples.Wanted.Subject.Clear() });

        openssl.Write("leaf.pem", Samples.Authority.Issue(request, ["contoso.test"], ["serverAuth"], TimeSpan.FromDays(90), Samples.Now));

        Assert.Contains("X509v3 Subject Alternative Name: critical", openssl.Run("x509", "-in", "leaf.pem", "-noout", "-text"), StringComparison.Ordinal);
    }
}
