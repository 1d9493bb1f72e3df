using XmppDesiredState.Resources;

namespace XmppDesiredState.Certificates.Tests;

public sealed class PfxTests
{
    private const string Password = "probe é";

    [Theory]
    [InlineData(KeyAlgorithm.Rsa, 2048, PfxAlgorithms.Modern, "AES-256-CBC")]
    [InlineData(KeyAlgorithm.Rsa, 2048, PfxAlgorithms.Legacy, "pbeWithSHA1And3-KeyTripleDES-CBC")]
    [InlineData(KeyAlgorithm.Ecdsa, 384, PfxAlgorithms.Modern, "AES-256-CBC")]
    [InlineData(KeyAlgorithm.Ecdsa, 256, PfxAlgorithms.Legacy, "pbeWithSHA1And3-KeyTripleDES-CBC")]
    public void Write_everyKind_isReadByOpenSsl(KeyAlgorithm algorithm, int bits, PfxAlgorithms algorithms, string cipher)
    {
        using var openssl = new OpenSsl();
        var key = KeyPair.Create(algorithm, bits);
        var leaf = Samples.Issue(key);
        File.WriteAllBytes(openssl.PathOf("it.pfx"), Pfx.Write([leaf, Samples.Authority.Certificate], key, Password, algorithms));

        var text = openssl.Run("pkcs12", "-in", "it.pfx", "-info", "-nodes", "-passin", "pass:" + Password, "-out", "out.pem");

        Assert.Contains(cipher, text, StringComparison.Ordinal);
        Assert.Equal(key.Fingerprint, KeyPair.Read(openssl.Read("out.pem"))?.Fingerprint);
        Assert.Equal([leaf, Samples.Authority.Certificate], CertificateFile.OrderChain(CertificateFile.Read(openssl.Read("out.pem")), key.Fingerprint)!.Value);
        Assert.NotEqual(0, openssl.Try("pkcs12", "-in", "it.pfx", "-noout", "-passin", "pass:wrong").Exit);
    }

    [Fact]
    public void Write_pairThatIsNone_isRefused()
    {
        Assert.Throws<ArgumentException>(() => Pfx.Write([Samples.Issue()], Samples.OtherKey, Password, PfxAlgorithms.Modern));
        Assert.Throws<ArgumentException>(() => Pfx.Write([Samples.Issue()], Samples.Key, "", PfxAlgorithms.Modern));
    }
}
