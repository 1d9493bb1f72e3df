using System.Text;
using CsCheck;

namespace XmppDesiredState.Certificates.Tests;

public sealed class CertificateFileTests
{
    private static readonly ParsedCertificate Leaf = Samples.Issue();

    private static readonly ParsedCertificate Root = Samples.Authority.Certificate;

    public static TheoryData<string, string[]> Forms() => new()
    {
        { "leaf.der", ["x509", "-in", "leaf.pem", "-outform", "DER", "-out", "leaf.der"] },
        { "leaf.txt", ["x509", "-in", "leaf.pem", "-text", "-out", "leaf.txt"] },
        { "trusted.pem", ["x509", "-in", "leaf.pem", "-trustout", "-addtrust", "serverAuth", "-out", "trusted.pem"] },
        { "both.p7b", ["crl2pkcs7", "-nocrl", "-certfile", "leaf.pem", "-certfile", "root.pem", "-out", "both.p7b"] },
        { "both.p7b.der", ["crl2pkcs7", "-nocrl", "-certfile", "leaf.pem", "-certfile", "root.pem", "-outform", "DER", "-out", "both.p7b.der"] },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Read_formOfOpenSsl_holdsTheCertificates(string file, string[] command)
    {
        using var openssl = new OpenSsl();
        openssl.Write("leaf.pem", Leaf.ToPem());
        openssl.Write("root.pem", Root.ToPem());
        openssl.Run(command);

        var read = CertificateFile.Read(openssl.ReadBytes(file));

        Assert.Equal(file.StartsWith("both", StringComparison.Ordinal) ? [Leaf, Root] : [Leaf], read.OrderBy(certificate => certificate.IsAuthority));
    }

    [Fact]
    public void Read_mixtures_holdEachOnce()
    {
        using var openssl = new OpenSsl();
        openssl.Write("leaf.pem", Leaf.ToPem());
        openssl.Run("crl2pkcs7", "-nocrl", "-certfile", "leaf.pem", "-out", "leaf.p7b");
        var text = $"\ufeffsubject=/CN=contoso\r\n{Root.ToPem().Replace("\n", "\r\n", StringComparison.Ordinal)}\n{openssl.Read("leaf.p7b")}-----BEGIN CERTIFICATE-----\nbroken\n{Leaf.ToPem()}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";

        Assert.Equal([Root, Leaf], CertificateFile.Read(Encoding.UTF8.GetBytes(text)));
        Assert.Equal([Leaf, Root], CertificateFile.Read(new byte[][] { [.. Leaf.Der], [.. Root.Der] }.SelectMany(der => der).ToArray()));
        Assert.Equal([Leaf], CertificateFile.Read((byte[])[0xff, 0xfe, .. Encoding.Unicode.GetBytes(Leaf.ToPem())]));
    }

    [Fact]
    public void Read_certificate_saysWhatOpenSslSays()
    {
        using var openssl = new OpenSsl();
        openssl.Write("leaf.pem", Leaf.ToPem());

        var sha1 = openssl.Run("x509", "-in", "leaf.pem", "-noout", "-fingerprint", "-sha1").Trim().Split('=')[1].Replace(":", "", StringComparison.Ordinal);
        var subject = openssl.Run("x509", "-in", "leaf.pem", "-noout", "-subject", "-nameopt", "RFC2253,-esc_msb,utf8").Trim()["subject=".Length..];

        Assert.Equal((sha1, sha1), (Leaf.Thumbprint, Leaf.Installed.Thumbprint));
        Assert.Equal(subject, Leaf.Installed.Subject);
        Assert.Equal("CN=Sample CA", Leaf.Installed.Issuer);
        Assert.Equal("ECDSA 256", Leaf.Installed.Key);
        Assert.Equal(["clientAuth", "serverAuth"], Leaf.Installed.Usages);
        Assert.Equal(["contoso.test", "sip.contoso.test", "xmpp.contoso.test"], Leaf.Installed.Names);
        Assert.Equal((Samples.Now - TimeSpan.FromMinutes(5), Samples.Now + TimeSpan.FromDays(90)), (Leaf.Installed.NotBefore, Leaf.Installed.NotAfter));
        Assert.Equal(Samples.Key.Fingerprint, Leaf.KeyFingerprint);
    }

    [Theory]
    [InlineData("DNS:CONTOSO.test", "contoso.test")]
    [InlineData("DNS:*.contoso.test", "*.contoso.test")]
    [InlineData("DNS:a b", "other:dns:a b")]
    [InlineData("otherName:1.3.6.1.5.5.7.8.7;IA5:_xmpp-server.Contoso.test", "srv:_xmpp-server.contoso.test")]
    [InlineData("otherName:1.3.6.1.5.5.7.8.5;UTF8:contoso.test", "xmpp:contoso.test")]
    [InlineData("otherName:1.2.3.4;UTF8:x", "other:1.2.3.4")]
    [InlineData("IP:192.0.2.1", "ip:192.0.2.1")]
    [InlineData("IP:2001:db8::1", "ip:2001:db8::1")]
    [InlineData("email:a@contoso.test", "other:email:a@contoso.test")]
    [InlineData("URI:https://contoso.test/", "other:uri:https://contoso.test/")]
    [InlineData("RID:1.2.3", "other:88022a03")]
    public void Read_alternativeName_hasOneForm(string written, string expected)
    {
        using var openssl = new OpenSsl();
        openssl.Run("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "k", "-out", "c", "-subj", "/CN=x", "-addext", "subjectAltName=" + written);

        Assert.Equal([expected], CertificateFile.Read(openssl.ReadBytes("c")).Single().Installed.Names);
    }

    [Fact]
    public void OrderChain_anyOrder_isLeafThenIssuers()
    {
        using var openssl = new OpenSsl();
        string[] curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
        openssl.Run(["req", "-x509", .. curve, "-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=Root"]);
        openssl.Run(["req", "-x509", .. curve, "-keyout", "twin.key", "-out", "twin.pem", "-subj", "/CN=Root"]);
        openssl.Run(["req", "-x509", .. curve, "-CA", "root.pem", "-CAkey", "root.key", "-keyout", "middle.key", "-out", "middle.pem", "-subj", "/CN=Middle"]);
        openssl.Run(["req", "-x509", .. curve, "-CA", "middle.pem", "-CAkey", "middle.key", "-keyout", "leaf.key", "-out", "leaf.pem", "-subj", "/CN=leaf.test"]);
        var all = new[] { "twin", "root", "leaf", "middle" }.Select(name => CertificateFile.Read(openssl.ReadBytes(name + ".pem")).Single()).ToArray();

        var chain = CertificateFile.OrderChain(all, KeyPair.Read(openssl.Read("leaf.key"))!.Fingerprint);

        Assert.Equal([all[2], all[3], all[1]], chain!.Value);
        Assert.Equal(chain.Value, CertificateFile.Read(CertificateFile.ToPem(chain.Value)));
        Assert.Null(CertificateFile.OrderChain(all, Samples.Key.Fingerprint));
    }

    [Fact]
    public void OrderChain_renewedWithTheSameKey_takesTheLongest()
    {
        var longer = Samples.Issue(lifetime: TimeSpan.FromDays(100));

        Assert.Equal([longer], CertificateFile.OrderChain([Leaf, longer, Samples.Issue(Samples.OtherKey)], Samples.Key.Fingerprint)!.Value);
    }

    [Fact]
    public void Read_moreThanAFileHolds_isNothing()
    {
        var many = string.Concat(Enumerable.Range(0, CertificateFile.Most + 1).Select(_ => Leaf.ToPem()));

        Assert.Empty(CertificateFile.Read(many));
        Assert.Empty(CertificateFile.Read(new byte[CertificateFile.Largest + 1]));
        Assert.Empty(CertificateFile.Read(ReadOnlyMemory<byte>.Empty));
        Assert.Empty(CertificateFile.Read("<html>Access denied</html>"));
    }

    [Theory]
    [InlineData(0x30, 0x80)]
    [InlineData(0x30, 0x83)]
    [InlineData(0xa0, 0x30)]
    public void Read_nestedOrEndless_isNothingAtOnce(byte first, byte second)
    {
        var bytes = new byte[CertificateFile.Largest];
        for (var index = 0; index + 1 < bytes.Length; index += 2) (bytes[index], bytes[index + 1]) = (first, second);

        Assert.Empty(CertificateFile.Read(bytes));
        Assert.Empty(CertificateFile.Read(Pem.Write("PKCS7", bytes.AsSpan(0, 500_000))));
        Assert.Empty(CertificateFile.Read(Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat("-----BEGIN CERTIFICATE-----\n", 30_000)) + "-----END X-----")));
    }

    [Fact]
    public void Read_mutatedBytes_neverThrows()
    {
        using var openssl = new OpenSsl();
        openssl.Write("both.pem", Leaf.ToPem() + Root.ToPem());
        openssl.Run("crl2pkcs7", "-nocrl", "-certfile", "both.pem", "-outform", "DER", "-out", "bag");
        var bag = openssl.ReadBytes("bag");
        var pem = Encoding.Latin1.GetBytes(Leaf.ToPem());
        Gen.OneOf(Mutation.Of([.. Leaf.Der]), Mutation.Of(bag), Mutation.Of(pem)).Sample(bytes =>
        {
            var read = CertificateFile.Read(bytes);
            CertificateFile.OrderChain(read, Samples.Key.Fingerprint);
            CertificateJudgement.Of(read, Samples.Wanted, Samples.Key.Fingerprint, [Root], Samples.Now, "the fuzzer");
        }, iter: 2000);
    }
}
