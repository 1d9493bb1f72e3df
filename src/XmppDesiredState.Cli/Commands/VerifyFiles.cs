using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using XmppDesiredState.Certificates;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Reads what --trust, --certificate and --key name. Nothing of a key is in any message.</summary>
internal sealed class VerifyFiles(Session session)
{
    private const int LargestKey = 64 * 1024;

    /// <exception cref="ProviderException">It cannot be read, or holds none.</exception>
    public ImmutableArray<ParsedCertificate> ReadCertificates(string file) => CertificateFile.Read(session.ReadFile(file, CertificateFile.Largest)) is { IsEmpty: false } found ? found
        : throw new ProviderException(CommandLineDiagnostics.NoCertificate.At(null, $"{file.Replace('\\', '/')} holds no certificate, or more than {CertificateFile.Most}.", "Name a PEM file with the certificates that are meant."));

    /// <exception cref="ProviderException">One cannot be read, or they do not belong together.</exception>
    public StreamIdentity ReadIdentity(string certificate, string key)
    {
        var found = ReadCertificates(certificate);
        var shown = key.Replace('\\', '/');
        var pair = KeyPair.Read(Encoding.UTF8.GetString(session.ReadFile(key, LargestKey).Span))
            ?? throw new ProviderException(CommandLineDiagnostics.KeyUnusable.At(null, $"{shown} holds no key that can be used.", "Name a PEM file with an RSA or ECDSA key that is not encrypted."));
        if (CertificateFile.OrderChain(found, pair.Fingerprint) is not [var leaf, .. var issuers])
            throw new ProviderException(CommandLineDiagnostics.KeyUnusable.At(null, $"{shown} is not the key of a certificate in {certificate.Replace('\\', '/')}.", "Name the certificate and the key that belong together."));
        // The root is the peer's own affair (RFC 8446 §4.4.2).
        return new StreamIdentity(Load(leaf, pair), [.. issuers.Where(issuer => issuer.Installed.Subject != issuer.Installed.Issuer).Select(issuer => X509CertificateLoader.LoadCertificate(issuer.Der.AsSpan()))]);
    }

    private static X509Certificate2 Load(ParsedCertificate leaf, KeyPair pair)
    {
        var loaded = X509Certificate2.CreateFromPem(leaf.ToPem(), pair.ToPem());
        if (!OperatingSystem.IsWindows()) return loaded;
        // TLS of Windows takes no key that stands nowhere but in memory; this one leaves its store with the process.
        using (loaded) return X509CertificateLoader.LoadPkcs12(loaded.Export(X509ContentType.Pkcs12), null);
    }
}
