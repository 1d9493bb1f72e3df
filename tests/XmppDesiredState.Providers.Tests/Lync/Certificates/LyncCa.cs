using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace XmppDesiredState.Providers.Tests.Lync.Certificates;

/// <summary>A root and an intermediate CA that signs what it is asked for.</summary>
internal sealed class LyncCa : IDisposable
{
    private readonly ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256), key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 root, intermediate;

    public LyncCa()
    {
        var now = DateTimeOffset.UtcNow;
        root = Authority("CN=Test Root", rootKey).CreateSelfSigned(now.AddDays(-10), now.AddDays(3650));
        intermediate = Authority("CN=Test Issuing CA", key).Create(root.SubjectName, X509SignatureGenerator.CreateForECDsa(rootKey), now.AddDays(-9), now.AddDays(3000), [1, 2]);
    }

    /// <returns>PEM: leaf, and the intermediate with the root where wanted.</returns>
    public string Sign(string request, IEnumerable<string> names, bool withIntermediate)
    {
        var asked = CertificateRequest.LoadSigningRequest(Convert.FromBase64String(request[PemEncoding.Find(request).Base64Data]), HashAlgorithmName.SHA256);
        var alternative = new SubjectAlternativeNameBuilder();
        foreach (var name in names) alternative.AddDnsName(name);
        asked.CertificateExtensions.Add(alternative.Build());
        asked.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        var now = DateTimeOffset.UtcNow;
        using var leaf = asked.Create(intermediate.SubjectName, X509SignatureGenerator.CreateForECDsa(key), now.AddDays(-1), now.AddDays(200), RandomNumberGenerator.GetBytes(8));
        return withIntermediate ? $"{leaf.ExportCertificatePem()}\n{intermediate.ExportCertificatePem()}\n{root.ExportCertificatePem()}\n" : leaf.ExportCertificatePem() + "\n";
    }

    public void Dispose()
    {
        root.Dispose();
        intermediate.Dispose();
        rootKey.Dispose();
        key.Dispose();
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        return request;
    }
}
