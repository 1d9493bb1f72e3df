using System.Collections.Immutable;
using CsCheck;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Certificates.Tests;

public sealed class SigningRequestTests
{
    [Theory]
    [InlineData(KeyAlgorithm.Rsa, 2048, "Digital Signature, Key Encipherment")]
    [InlineData(KeyAlgorithm.Rsa, 3072, "Digital Signature, Key Encipherment")]
    [InlineData(KeyAlgorithm.Ecdsa, 256, "Digital Signature\n")]
    [InlineData(KeyAlgorithm.Ecdsa, 384, "Digital Signature\n")]
    public void Create_everyKindOfKey_isAcceptedByOpenSsl(KeyAlgorithm algorithm, int bits, string keyUsage)
    {
        using var openssl = new OpenSsl();
        openssl.Write("request.pem", SigningRequest.Create(KeyPair.Create(algorithm, bits), Samples.Wanted, ["contoso.test"]));

        openssl.Run("req", "-in", "request.pem", "-verify", "-noout");
        var text = openssl.Run("req", "-in", "request.pem", "-noout", "-text", "-nameopt", "RFC2253,-dn_rev,-esc_msb,utf8").Replace("\r", "", StringComparison.Ordinal);

        Assert.Contains("C=US,ST=Washington,L=Redmond,O=Contoso\\, Inc.,OU=IT \\\"Ops\\\" \\+ Ü,CN=contoso.test", text, StringComparison.Ordinal);
        Assert.Contains("DNS:contoso.test, DNS:sip.contoso.test, DNS:xmpp.contoso.test, othername:", text, StringComparison.Ordinal);
        Assert.Contains("_xmpp-server.contoso.test", text, StringComparison.Ordinal);
        Assert.Contains("TLS Web Server Authentication, TLS Web Client Authentication", text, StringComparison.Ordinal);
        Assert.Contains(keyUsage, text, StringComparison.Ordinal);
        Assert.DoesNotContain("1.3.6.1.5.5.7.8.5", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ownRequest_saysWhatWasWanted()
    {
        var request = SigningRequest.Read(SigningRequest.Create(Samples.Key, Samples.Wanted, ["contoso.test"]))!;

        Assert.Equal("contoso.test", request.CommonName);
        Assert.Equal(Samples.Wanted.Subject.Add("commonName", "contoso.test"), request.Subject);
        Assert.Equal(["contoso.test", "sip.contoso.test", "srv:_xmpp-server.contoso.test", "xmpp.contoso.test"], request.Names);
        Assert.Equal(["clientAuth", "serverAuth"], request.Usages);
        Assert.Equal((Samples.Key.Fingerprint, "ECDSA 256"), (request.KeyFingerprint, request.Key));
    }

    [Fact]
    public void Read_requestWithoutSubjectAndUsages_asksForServerAuth()
    {
        var bare = Samples.Wanted with { CommonName = null, Subject = ImmutableSortedDictionary<string, string>.Empty, Require = [], Prefer = [] };

        var request = Samples.Request(wanted: bare);

        Assert.Null(request.CommonName);
        Assert.Empty(request.Subject);
        Assert.Equal(["serverAuth"], request.Usages);
    }

    [Theory]
    [InlineData("#1 Company")]
    [InlineData("\\Back")]
    [InlineData("a=b,c+d;\"e\"<f> ")]
    [InlineData(" #")]
    public void Read_subjectWithSigns_isAsWritten(string organization)
    {
        var wanted = Samples.Wanted with { Subject = Samples.Wanted.Subject.SetItem("organization", organization) };

        Assert.Equal(organization, Samples.Request(wanted: wanted).Subject["organization"]);
    }

    [Fact]
    public void Read_requestOfOpenSsl_isUnderstood()
    {
        using var openssl = new OpenSsl();
        openssl.Run("req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "request.pem", "-subj", "/CN=Fabrikam.test/CN=second/emailAddress=a@fabrikam.test",
            "-addext", "subjectAltName=DNS:Fabrikam.test,otherName:1.3.6.1.5.5.7.8.5;UTF8:fabrikam.test,IP:192.0.2.1", "-addext", "extendedKeyUsage=serverAuth,1.2.3.4");

        var request = SigningRequest.Read(openssl.Read("request.pem"))!;

        Assert.Equal(["fabrikam.test", "ip:192.0.2.1", "xmpp:fabrikam.test"], request.Names);
        Assert.Equal(["1.2.3.4", "serverAuth"], request.Usages);
        Assert.Equal("Fabrikam.test + second", request.CommonName);
        Assert.Equal("RSA 2048", request.Key);
    }

    [Fact]
    public void Read_anyByteChanged_isRefused()
    {
        var good = Samples.Request();
        var der = Pem.Blocks(good.Pem).Single().Der;

        for (var index = 0; index < der.Length; index++)
        {
            var tampered = (byte[])der.Clone();
            tampered[index] ^= 0x01;
            Assert.Null(SigningRequest.Read(Pem.Write("CERTIFICATE REQUEST", tampered)));
        }
    }

    [Fact]
    public void Read_mutatedBytes_neverThrows()
    {
        var der = Pem.Blocks(SigningRequest.Create(Samples.Key, Samples.Wanted, ["contoso.test"])).Single().Der;
        Mutation.Of(der).Sample(bytes =>
        {
            if (bytes.AsSpan().SequenceEqual(der)) return;
            Assert.Null(SigningRequest.Read(Pem.Write("CERTIFICATE REQUEST", bytes)));
            SigningRequest.Read(System.Text.Encoding.Latin1.GetString(bytes));
        }, iter: 2000);
    }

    [Fact]
    public void Create_unknownUsage_isRefused() => Assert.Throws<ArgumentException>(() => SigningRequest.Create(Samples.Key, Samples.Wanted with { Require = ["webServer"] }, []));

    [Theory]
    [InlineData("serverAuth", "1.3.6.1.5.5.7.3.1")]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("2.999.1", "2.999.1")]
    [InlineData("1.40", null)]
    [InlineData("1.999999999999.1", null)]
    [InlineData("1.2.03", null)]
    [InlineData("1", null)]
    [InlineData("1.", null)]
    [InlineData("client", null)]
    public void ToOid_usage_isAnOidOrNull(string usage, string? oid) => Assert.Equal(oid, UsageNames.ToOid(usage));
}
