using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.LyncPowerShell.Binding;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Certificates;

/// <summary>Keys as the state keeps them: PKCS #8 in Base64.</summary>
internal static class PrivateKeys
{
    private const string Rsa = "1.2.840.113549.1.1.1";

    public static AsymmetricAlgorithm Make(KeyAlgorithmIdentifier algorithm, int size) => algorithm switch
    {
        KeyAlgorithmIdentifier.ECDH_P256 => ECDsa.Create(ECCurve.NamedCurves.nistP256),
        KeyAlgorithmIdentifier.ECDH_P384 => ECDsa.Create(ECCurve.NamedCurves.nistP384),
        KeyAlgorithmIdentifier.ECDH_P521 => ECDsa.Create(ECCurve.NamedCurves.nistP521),
        _ => RSA.Create(size),
    };

    public static string? Of(X509Certificate2 certificate)
    {
        if (!certificate.HasPrivateKey) return null;
        using AsymmetricAlgorithm? key = certificate.GetRSAPrivateKey() ?? (AsymmetricAlgorithm?)certificate.GetECDsaPrivateKey();
        return Text(key ?? throw new ArgumentException("The key is neither RSA nor elliptic.", nameof(certificate)));
    }

    public static string Text(AsymmetricAlgorithm key) => Convert.ToBase64String(key.ExportPkcs8PrivateKey());

    public static AsymmetricAlgorithm Open(X509Certificate2 certificate, string text)
    {
        AsymmetricAlgorithm key = certificate.GetKeyAlgorithm() == Rsa ? RSA.Create() : ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(text), out _);
        return key;
    }

    /// <summary>The certificate with its key.</summary>
    public static X509Certificate2 Join(byte[] certificate, string text)
    {
        using var alone = X509CertificateLoader.LoadCertificate(certificate);
        using var key = Open(alone, text);
        return key is RSA rsa ? alone.CopyWithPrivateKey(rsa) : alone.CopyWithPrivateKey((ECDsa)key);
    }

    /// <summary>Whether the certificate answers the request, whatever names it has: their public keys are one.</summary>
    public static bool IsSame(LyncRequest request, X509Certificate2 certificate)
    {
        using var placeholder = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(request.Placeholder));
        return placeholder.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(certificate.PublicKey.ExportSubjectPublicKeyInfo());
    }
}
