using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace XmppDesiredState.LyncPowerShell.Certificates;

/// <summary>What a file with a certificate holds.</summary>
/// <param name="Key">PKCS #8 in Base64; null: the file holds none.</param>
/// <param name="Authorities">Certificates of CAs that came along.</param>
internal sealed record CertificateFile(X509Certificate2 Leaf, string? Key, string FriendlyName, ImmutableArray<X509Certificate2> Authorities)
{
    /// <param name="isAwaited">Which of several certificates answers a request.</param>
    /// <exception cref="CryptographicException">The file is damaged, or the password is not its own.</exception>
    public static CertificateFile Read(byte[] content, string? password, bool readsAes, Func<X509Certificate2, bool> isAwaited)
    {
        if (Encoding.Latin1.GetString(content) is var text && PemEncoding.TryFind(text, out var fields))
        {
            content = Convert.FromBase64String(text[fields.Base64Data]);
            if (text[fields.Label] is not ("CERTIFICATE" or "PKCS7")) throw new CryptographicException($"The file begins with {text[fields.Label]}, which is no certificate.");
        }
        return X509Certificate2.GetCertContentType(content) switch
        {
            X509ContentType.Cert => new(X509CertificateLoader.LoadCertificate(content), null, "", []),
            X509ContentType.Pkcs7 => Chosen(Signed(content), isAwaited),
            X509ContentType.Pfx => Transferred(content, password, readsAes),
            _ => throw new CryptographicException("The file holds no certificate."),
        };
    }

    private static List<X509Certificate2> Signed(byte[] content)
    {
        var message = new SignedCms();
        message.Decode(content);
        return [.. message.Certificates];
    }

    private static CertificateFile Chosen(List<X509Certificate2> all, Func<X509Certificate2, bool> isAwaited)
    {
        var leaf = all.Find(certificate => isAwaited(certificate)) ?? all.Find(certificate => !IsAuthority(certificate))
            ?? throw new CryptographicException("The file holds no certificate of a server.");
        return new(leaf, null, "", [.. all.Where(certificate => certificate != leaf && IsAuthority(certificate))]);
    }

    private static CertificateFile Transferred(byte[] content, string? password, bool readsAes)
    {
        // What Windows before Server 2019 says of AES, that it does not know, is this as well.
        if (!readsAes && Pfx.IsAes(content)) throw new CryptographicException("The specified network password is not correct.");
        var all = X509CertificateLoader.LoadPkcs12Collection(content, password, X509KeyStorageFlags.Exportable);
        var leaf = all.FirstOrDefault(certificate => certificate.HasPrivateKey) ?? all.FirstOrDefault()
            ?? throw new CryptographicException("The file holds no certificate.");
        return new(leaf, PrivateKeys.Of(leaf), Pfx.FriendlyName(content, password), [.. all.Where(certificate => certificate != leaf && IsAuthority(certificate))]);
    }

    private static bool IsAuthority(X509Certificate2 certificate) => certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(extension => extension.CertificateAuthority);
}
