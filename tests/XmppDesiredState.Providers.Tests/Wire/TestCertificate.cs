using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace XmppDesiredState.TestPeers;

/// <summary>Certificates for servers inside tests.</summary>
internal static class TestCertificate
{
    public static X509Certificate2 Rsa(string name)
    {
        using var key = RSA.Create(2048);
        return Portable(new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public static X509Certificate2 Ecdsa(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Portable(new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256));
    }

    /// <summary>A leaf, and the certificates above it, the root last.</summary>
    public static (X509Certificate2 Leaf, X509Certificate2Collection Above) Chain(string name, int above)
    {
        var keys = Enumerable.Range(0, above + 1).Select(_ => ECDsa.Create(ECCurve.NamedCurves.nistP256)).ToArray();
        var issued = new List<X509Certificate2>();
        for (var level = 0; level <= above; level++)
        {
            var request = new CertificateRequest(level == above ? $"CN={name}" : $"CN=Level {level}", keys[level], HashAlgorithmName.SHA256);
            if (level < above) request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            issued.Add(level == 0 ? request.CreateSelfSigned(Begin, End) : request.Create(issued[^1].SubjectName, X509SignatureGenerator.CreateForECDsa(keys[level - 1]), Begin, End, [(byte)level, 1]));
        }

        using var leaf = issued[^1].CopyWithPrivateKey(keys[above]);
        issued.RemoveAt(above);
        issued.Reverse();
        foreach (var key in keys) key.Dispose();
        return (Portable(leaf), [.. issued]);
    }

    private static readonly DateTimeOffset Begin = DateTimeOffset.UtcNow.AddHours(-1), End = DateTimeOffset.UtcNow.AddHours(1);

    private static X509Certificate2 Portable(CertificateRequest request)
    {
        using var fresh = request.CreateSelfSigned(Begin, End);
        return Portable(fresh);
    }

    // Windows serves no certificate whose key has no name.
    private static X509Certificate2 Portable(X509Certificate2 fresh) => X509CertificateLoader.LoadPkcs12(fresh.Export(X509ContentType.Pkcs12), null);
}
