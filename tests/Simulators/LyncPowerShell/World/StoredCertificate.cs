using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;

namespace XmppDesiredState.LyncPowerShell.World;

/// <summary>A certificate in the store of a computer.</summary>
/// <param name="Certificate">DER, in Base64.</param>
/// <param name="Key">PKCS #8, in Base64; null: the store has no private key for it.</param>
public sealed record StoredCertificate(string Thumbprint, string Certificate, string? Key)
{
    public bool IsExportable { get; init; }

    public string FriendlyName { get; init; } = "";

    [JsonIgnore]
    public bool HasKey => Key is not null;

    /// <summary>The DNS names of the certificate, in its order.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Names
    {
        get
        {
            using var certificate = Open();
            return NamesOf(certificate);
        }
    }

    /// <summary>The certificate alone.</summary>
    public X509Certificate2 Open() => X509CertificateLoader.LoadCertificate(Convert.FromBase64String(Certificate));

    internal static ImmutableArray<string> NamesOf(X509Certificate2 certificate) =>
        [.. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension => extension.EnumerateDnsNames())];
}
