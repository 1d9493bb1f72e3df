using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace XmppDesiredState.Certificates;

/// <summary>A key and its chain in one encrypted file (PKCS#12, RFC 7292).</summary>
public static class Pfx
{
    /// <param name="chain">The certificate of <paramref name="key"/>, then its issuers.</param>
    /// <param name="password">Not empty.</param>
    /// <exception cref="ArgumentException">The password is empty, or the first certificate is not that key's.</exception>
    public static byte[] Write(IReadOnlyList<ParsedCertificate> chain, KeyPair key, ReadOnlySpan<char> password, PfxAlgorithms algorithms)
    {
        if (password.IsEmpty) throw new ArgumentException("A PFX has a password.", nameof(password));
        if (chain.Count == 0 || chain[0].KeyFingerprint != key.Fingerprint) throw new ArgumentException("The first certificate is not that of the key.", nameof(chain));
        using var platformKey = key.ToPlatform();
        using var leaf = X509CertificateLoader.LoadCertificate(chain[0].Der.AsSpan());
        var collection = new X509Certificate2Collection(platformKey is RSA rsa ? leaf.CopyWithPrivateKey(rsa) : leaf.CopyWithPrivateKey((ECDsa)platformKey));
        try
        {
            foreach (var issuer in chain.Skip(1)) collection.Add(X509CertificateLoader.LoadCertificate(issuer.Der.AsSpan()));
            return collection.ExportPkcs12(algorithms == PfxAlgorithms.Legacy ? Pkcs12ExportPbeParameters.Pkcs12TripleDesSha1 : Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, password.ToString());
        }
        finally
        {
            foreach (var member in collection) member.Dispose();
        }
    }
}
