using XmppDesiredState.Resources;

namespace XmppDesiredState.Certificates.Tests;

public sealed class CertificateJudgementTests
{
    private static readonly ParsedCertificate Root = Samples.Authority.Certificate;

    private static readonly Dictionary<string, Func<(ParsedCertificate[] Sent, WantedCertificate Wanted, ParsedCertificate[]? Roots, DateTimeOffset Now)>> Cases = new(StringComparer.Ordinal)
    {
        ["good"] = () => ([Samples.Issue()], Samples.Wanted, [Root], Samples.Now),
        ["good, nobody named roots"] = () => ([Samples.Issue()], Samples.Wanted, null, Samples.Now),
        ["preferred usage missing"] = () => ([Samples.Issue(usages: ["serverAuth"])], Samples.Wanted, [Root], Samples.Now),
        ["more names than wanted"] = () => ([Samples.Issue(names: [.. Samples.Wanted.Names, "more.test", "srv:_xmpp-server.contoso.test"])], Samples.Wanted, [Root], Samples.Now),
        ["organization changed by the CA"] = () => ([Samples.Issue()], Samples.Wanted with { Subject = Samples.Wanted.Subject.Clear() }, [Root], Samples.Now),
        ["nothing"] = () => ([], Samples.Wanted, [Root], Samples.Now),
        ["another key"] = () => ([Samples.Issue(Samples.OtherKey), Root], Samples.Wanted, [Root], Samples.Now),
        ["names missing"] = () => ([Samples.Issue(names: ["sip.contoso.test", "*.contoso.test"])], Samples.Wanted, [Root], Samples.Now),
        ["usage missing"] = () => ([Samples.Issue(usages: ["serverAuth"])], Samples.Wanted with { Require = ["clientAuth", "serverAuth"] }, [Root], Samples.Now),
        ["expired"] = () => ([Samples.Issue(lifetime: TimeSpan.FromDays(1))], Samples.Wanted, [Root], Samples.Now + TimeSpan.FromDays(2)),
        ["not yet valid"] = () => ([Samples.Issue(now: Samples.Now + TimeSpan.FromDays(1))], Samples.Wanted, [Root], Samples.Now),
        ["another root"] = () => ([Samples.Issue(), Root], Samples.Wanted, [Samples.Issue(Samples.OtherKey)], Samples.Now),
        ["issuer missing"] = () => ([Samples.Issue()], Samples.Wanted, [Samples.Issue(Samples.OtherKey)], Samples.Now),
        ["weaker key"] = () => ([Samples.Issue()], Samples.Wanted with { KeySize = 384 }, [Root], Samples.Now),
        ["another algorithm"] = () => ([Samples.Issue()], Samples.Wanted with { Algorithm = KeyAlgorithm.Rsa, KeySize = 256 }, [Root], Samples.Now),
        ["everything"] = () => ([Samples.Issue(names: ["x.test"], usages: ["1.2.3"], lifetime: TimeSpan.FromDays(1))], Samples.Wanted with { KeySize = 384 }, [Samples.Issue(Samples.OtherKey)], Samples.Now + TimeSpan.FromDays(2)),
    };

    [Theory]
    [InlineData("good", "", "")]
    [InlineData("good, nobody named roots", "", "")]
    [InlineData("preferred usage missing", "", "")]
    [InlineData("more names than wanted", "", "")]
    [InlineData("organization changed by the CA", "", "")]
    [InlineData("nothing", "XDS9011", "What public-ca sent for edge holds no certificate")]
    [InlineData("another key", "XDS9012", "None of the 2 certificates that public-ca sent for edge has the key of the outstanding request")]
    [InlineData("names missing", "XDS9013", "lacks the names contoso.test, xmpp.contoso.test; it has *.contoso.test, sip.contoso.test.")]
    [InlineData("usage missing", "XDS9014", "may not be used for clientAuth, only for serverAuth. Public CAs issue for serverAuth only since 2026.")]
    [InlineData("expired", "XDS9015", "expired at 2026-11-25T12:00:00Z.")]
    [InlineData("not yet valid", "XDS9016", "is not valid before 2026-11-25T11:55:00Z.")]
    [InlineData("another root", "XDS9017", "it ends at CN=Sample CA, which is not among the trusted roots")]
    [InlineData("issuer missing", "XDS9017", "CN=Sample CA, is neither in the chain nor among the trusted roots")]
    [InlineData("weaker key", "XDS9018", "has the key ECDSA 256 where ECDSA 384 is wanted")]
    [InlineData("another algorithm", "XDS9018", "has the key ECDSA 256 where RSA 256 is wanted")]
    [InlineData("everything", "XDS9013 XDS9014 XDS9015 XDS9018 XDS9017", "lacks the names")]
    public void Of_case_saysWhatIsWrong(string name, string codes, string words)
    {
        var (sent, wanted, roots, now) = Cases[name]();

        var found = CertificateJudgement.Of(sent, wanted, Samples.Key.Fingerprint, roots, now, "public-ca");

        Assert.Equal(codes, string.Join(' ', found.Select(diagnostic => diagnostic.Code)));
        Assert.All(found.Take(1), diagnostic => Assert.Contains(words, diagnostic.Summary, StringComparison.Ordinal));
        Assert.All(found, diagnostic => Assert.EndsWith(".", diagnostic.Fix, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_expiredIntermediate_saysWhichOne()
    {
        using var openssl = new OpenSsl();
        string[] curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
        openssl.Run(["req", "-x509", .. curve, "-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=Root", "-days", "9000"]);
        openssl.Run(["req", "-x509", .. curve, "-CA", "root.pem", "-CAkey", "root.key", "-keyout", "middle.key", "-out", "middle.pem", "-subj", "/CN=Middle", "-days", "30"]);
        openssl.Run(["req", "-x509", .. curve, "-CA", "middle.pem", "-CAkey", "middle.key", "-keyout", "leaf.key", "-out", "leaf.pem", "-subj", "/CN=leaf.test", "-days", "4000",
            "-addext", "subjectAltName=DNS:leaf.test", "-addext", "basicConstraints=critical,CA:FALSE"]);
        var sent = CertificateFile.Read(openssl.Read("middle.pem") + openssl.Read("leaf.pem"));
        var fingerprint = KeyPair.Read(openssl.Read("leaf.key"))!.Fingerprint;
        var wanted = Samples.Wanted with { Names = ["leaf.test"] };
        var roots = CertificateFile.Read(openssl.Read("root.pem"));
        var issued = sent[0].Installed.NotBefore;

        Assert.Empty(CertificateJudgement.Of(sent, wanted, fingerprint, roots, issued + TimeSpan.FromDays(1), "ca"));
        var late = Assert.Single(CertificateJudgement.Of(sent, wanted, fingerprint, roots, issued + TimeSpan.FromDays(60), "ca"));
        Assert.Equal("XDS9017", late.Code);
        Assert.Contains("CN=Middle is valid from", late.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void All_descriptors_areUniqueAndDocumented()
    {
        Assert.Equal(CertificateDiagnostics.All.Select(descriptor => descriptor.Code).Distinct(), CertificateDiagnostics.All.Select(descriptor => descriptor.Code));
        Assert.All(CertificateDiagnostics.All, descriptor => Assert.InRange(int.Parse(descriptor.Code[3..], System.Globalization.CultureInfo.InvariantCulture), 9011, 9029));
        Assert.All(CertificateDiagnostics.All, descriptor => Assert.True(descriptor.Explanation.Length > 80 && descriptor.Explanation.EndsWith('.')));
    }
}
