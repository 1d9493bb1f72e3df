using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Certificates;

/// <summary>The CA of a world at work.</summary>
internal static class SigningAuthority
{
    private const string AlternativeNames = "2.5.29.17";
    private const string EnhancedUsages = "2.5.29.37";

    public static LyncAuthority Create(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name[(name.IndexOf('\\') + 1)..], key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(20));
        return new(name, Convert.ToBase64String(root.RawData), PrivateKeys.Text(key));
    }

    /// <summary>Issues what the request asks for; with a template, its usages in place of those asked for.</summary>
    /// <exception cref="CryptographicException">The request is none, or is not signed with its own key.</exception>
    public static X509Certificate2 Issue(LyncAuthority authority, byte[] request, LyncTemplate? template)
    {
        using var root = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(authority.Certificate));
        using var key = (ECDsa)PrivateKeys.Open(root, authority.Key);
        var wanted = CertificateRequest.LoadSigningRequest(
            request, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions, RSASignaturePadding.Pkcs1);
        var issued = new CertificateRequest(wanted.SubjectName, wanted.PublicKey, HashAlgorithmName.SHA256);
        foreach (var extension in wanted.CertificateExtensions)
        {
            if (extension.Oid?.Value == AlternativeNames || (template is null && extension.Oid?.Value == EnhancedUsages)) issued.CertificateExtensions.Add(extension);
        }
        if (template is not null) issued.CertificateExtensions.Add(WantedCertificate.Usages(template.WithClientUsage));
        issued.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForEndEntity(critical: true));
        issued.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var from = new DateTimeOffset(authority.Clock ?? DateTime.UtcNow, TimeSpan.Zero).AddHours(-1);
        // A serial number is positive and begins with no zero.
        byte[] serial = [0x40, .. RandomNumberGenerator.GetBytes(15)];
        return issued.Create(root.SubjectName, X509SignatureGenerator.CreateForECDsa(key), from, from.AddDays(authority.LifetimeDays), serial);
    }
}
