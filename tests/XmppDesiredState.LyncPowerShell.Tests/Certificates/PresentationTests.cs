using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.LyncPowerShell.Tests.Certificates;

/// <summary>What the XMPP proxy of an Edge presents, as a peer sees it.</summary>
[TakesLong(15)]
public sealed class PresentationTests : EdgeFixture
{
    [Fact]
    public async Task Assignment_takes_effect_when_the_service_next_starts()
    {
        var proxy = World.ProxyService(LyncWorld.Edge1);
        using var next = Issued();
        World.StartListeners();
        var old = World.Certificates.Assigned(LyncWorld.Edge1)["XMPPServer"];
        On(LyncWorld.Edge1, $"Set-CsCertificate -Type {External} -Thumbprint {next.Thumbprint}");
        Assert.Equal((old, old), ((await PresentedAsync(LyncWorld.Edge1)).Thumbprint, (await PresentedAsync(LyncWorld.Edge2)).Thumbprint));
        On(LyncWorld.Edge1, $"Stop-CsWindowsService -Name {proxy}; Start-CsWindowsService -Name {proxy}");
        Assert.Equal((next.Thumbprint, old), ((await PresentedAsync(LyncWorld.Edge1)).Thumbprint, (await PresentedAsync(LyncWorld.Edge2)).Thumbprint));
    }

    [Fact]
    public async Task Proxy_sends_the_certificates_of_authorities_that_came_along()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var middle = new CertificateRequest("CN=between", key, HashAlgorithmName.SHA256);
        middle.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority());
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        using var between = middle.CreateSelfSigned(from, to);
        using var issuer = X509CertificateLoader.LoadCertificate(Reissued(between, from, to));
        var request = Read(Ask());
        using var certificate = request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(key), from, to, [1, 2, 3]);
        var path = Path.Combine(World.Folder, "chain.p7b");
        File.WriteAllBytes(path, new X509Certificate2Collection { issuer, certificate }.Export(X509ContentType.Pkcs7)!);
        On(LyncWorld.Edge1, $"Import-CsCertificate -Path '{path}'; Set-CsCertificate -Type XmppServer -Thumbprint {certificate.Thumbprint}");
        World.StartListeners();
        Assert.Equal((certificate.Thumbprint, 2), await PresentedAsync(LyncWorld.Edge1));
    }

    /// <summary>The same authority under a root that nobody here has.</summary>
    private static byte[] Reissued(X509Certificate2 authority, DateTimeOffset from, DateTimeOffset to)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(authority.SubjectName, authority.PublicKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority());
        using var issued = request.Create(new X500DistinguishedName("CN=elsewhere"), X509SignatureGenerator.CreateForECDsa(key), from, to, [9]);
        return issued.RawData;
    }
}
