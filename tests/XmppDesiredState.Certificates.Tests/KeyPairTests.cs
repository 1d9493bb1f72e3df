using XmppDesiredState.Resources;
using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.Certificates.Tests;

[TakesLong(25)]
public sealed class KeyPairTests
{
    private const string Password = "correct horse é";

    [Theory]
    [InlineData(KeyAlgorithm.Rsa, 2048, "RSA")]
    [InlineData(KeyAlgorithm.Rsa, 3072, "RSA")]
    [InlineData(KeyAlgorithm.Ecdsa, 256, "prime256v1")]
    [InlineData(KeyAlgorithm.Ecdsa, 384, "secp384r1")]
    public void ToPem_everyKind_isReadByOpenSslAndByUs(KeyAlgorithm algorithm, int bits, string word)
    {
        using var openssl = new OpenSsl();
        var key = KeyPair.Create(algorithm, bits);

        openssl.Write("key.pem", key.ToPem());
        openssl.Write("encrypted.pem", key.ToEncryptedPem(Password));

        Assert.StartsWith("-----BEGIN PRIVATE KEY-----\n", key.ToPem(), StringComparison.Ordinal);
        Assert.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n", key.ToEncryptedPem(Password), StringComparison.Ordinal);
        openssl.Run("pkey", "-in", "key.pem", "-check", "-noout");
        Assert.Contains(word is "RSA" ? $"{bits} bit" : word, openssl.Run("pkey", "-in", "key.pem", "-text", "-noout"), StringComparison.Ordinal);
        openssl.Run("pkcs8", "-in", "encrypted.pem", "-passin", "pass:" + Password, "-out", "plain.pem");
        var parameters = openssl.Run("asn1parse", "-in", "encrypted.pem");
        Assert.All(["PBES2", "PBKDF2", "hmacWithSHA256", "aes-256-cbc"], name => Assert.Contains(name, parameters, StringComparison.Ordinal));
        foreach (var pem in new[] { key.ToPem(), openssl.Read("plain.pem") })
        {
            var read = KeyPair.Read(pem);
            Assert.Equal((algorithm, bits, key.Fingerprint), (read!.Algorithm, read.Bits, read.Fingerprint));
        }

        openssl.Run("pkey", "-in", "key.pem", "-pubout", "-outform", "DER", "-out", "public.der");
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(openssl.ReadBytes("public.der"))), key.Fingerprint);
    }

    [Theory]
    [InlineData("RSA PRIVATE KEY", "genrsa", "-traditional", "-out", "key.pem", "2048")]
    [InlineData("EC PRIVATE KEY", "ecparam", "-name", "prime256v1", "-genkey", "-out", "key.pem")]
    [InlineData("EC PARAMETERS", "ecparam", "-name", "secp384r1", "-genkey", "-out", "key.pem")]
    [InlineData("PRIVATE KEY", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "key.pem")]
    public void Read_whatOpenSslWrites_isTheSameKey(string label, params string[] command)
    {
        using var openssl = new OpenSsl();
        openssl.Run(command);

        Assert.Contains($"BEGIN {label}-", openssl.Read("key.pem"), StringComparison.Ordinal);
        openssl.Run("pkey", "-in", "key.pem", "-pubout", "-outform", "DER", "-out", "public.der");
        var key = KeyPair.Read("some text before\n" + openssl.Read("key.pem"));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(openssl.ReadBytes("public.der"))), key?.Fingerprint);
    }

    [Fact]
    public void Read_whatIsNoUsableKey_isNull()
    {
        using var openssl = new OpenSsl();
        openssl.Run("genpkey", "-algorithm", "ed25519", "-out", "ed25519.pem");

        Assert.Null(KeyPair.Read(""));
        Assert.Null(KeyPair.Read(Samples.Key.ToEncryptedPem(Password)));
        Assert.Null(KeyPair.Read(Samples.Issue().ToPem()));
        Assert.Null(KeyPair.Read(openssl.Read("ed25519.pem")));
        Assert.Null(KeyPair.Read(Samples.Key.ToPem().Replace("MI", "IM", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(KeyAlgorithm.Rsa, 1024)]
    [InlineData(KeyAlgorithm.Rsa, 2049)]
    [InlineData(KeyAlgorithm.Ecdsa, 521)]
    public void Create_sizeThatIsNotOffered_isRefused(KeyAlgorithm algorithm, int bits)
    {
        Assert.False(KeyPair.Supports(algorithm, bits));
        Assert.Throws<ArgumentOutOfRangeException>(() => KeyPair.Create(algorithm, bits));
    }

    [Fact]
    public void ToString_key_saysNothingOfIt() => Assert.Equal(typeof(KeyPair).FullName, Samples.Key.ToString());
}
