using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Tests.Certificates;

/// <summary>Engines on the two Edges of a world, where certificates are.</summary>
public abstract class EdgeFixture : LyncFixture
{
    protected const string External = "AccessEdgeExternal,DataEdgeExternal,AudioVideoAuthentication,XmppServer";

    private readonly Dictionary<string, LyncEngine> engines = new(StringComparer.Ordinal);

    protected string RequestPath => Path.Combine(World.Folder, "edge.csr");

    protected PSObject[] On(string computer, string script, object? parameters = null)
    {
        var outcome = Run(computer, script, parameters);
        Assert.Empty(outcome.Errors.Select(error => error.ToString()));
        return [.. outcome.Output];
    }

    protected LyncOutcome Run(string computer, string script, object? parameters = null)
    {
        if (!engines.TryGetValue(computer, out var engine)) engines[computer] = engine = LyncEngine.Open(World, computer);
        return engine.Run(script, parameters is null ? null : new Dictionary<string, object?>(StringComparer.Ordinal) { ["Given"] = parameters });
    }

    protected (string Id, ErrorCategory Category) FailsOn(string computer, string script)
    {
        var error = Assert.Single(Run(computer, script).Errors);
        return (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category);
    }

    /// <summary>A key that is made quickly, where a test does not care.</summary>
    protected virtual string Key => "-KeyAlg ECDH_P256";

    /// <summary>The request that the first Edge writes, as PEM.</summary>
    protected string Ask(string more = "")
    {
        On(LyncWorld.Edge1, $"Request-CsCertificate -New -Type {External} -Output '{RequestPath}' {Key} {more}");
        return File.ReadAllText(RequestPath);
    }

    /// <summary>A file with a certificate, as it comes from a CA.</summary>
    protected string Save(X509Certificate2 certificate, string name = "edge.cer")
    {
        var path = Path.Combine(World.Folder, name);
        File.WriteAllBytes(path, certificate.RawData);
        return path;
    }

    /// <summary>A certificate in the store of the first Edge assigned to nothing.</summary>
    protected X509Certificate2 Issued()
    {
        var certificate = World.Certificates.Sign(Ask());
        On(LyncWorld.Edge1, $"Import-CsCertificate -Path '{Save(certificate)}'");
        return certificate;
    }

    /// <summary>A certificate that was made elsewhere, with its key.</summary>
    protected static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=transferred", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }

    protected static CertificateRequest Read(string pem) =>
        CertificateRequest.LoadSigningRequest(Convert.FromBase64String(pem[PemEncoding.Find(pem).Base64Data]), HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions, RSASignaturePadding.Pkcs1);

    public override void Dispose()
    {
        foreach (var engine in engines.Values) engine.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }
}
