using System.Text;
using XmppDesiredState.Certificates;
using XmppDesiredState.Files;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.PrivateCa;

/// <summary>The folder of the CA: the only code of this provider that touches the disk.</summary>
internal sealed class PrivateCaClient(PrivateCaOptions options, TimeProvider clock)
{
    private const int KeyBits = 256;
    private static readonly TimeSpan OwnLifetime = TimeSpan.FromDays(3650);

    private string CertificatePath => Path.Combine(options.Path, "ca.pem");

    private string KeyPath => Path.Combine(options.Path, "key.pem");

    private string IssuedFolder => Path.Combine(options.Path, "issued");

    public Task<IDisposable?> LockAsync(CancellationToken cancellationToken) => FolderLock.TakeAsync(options.Path, clock, cancellationToken);

    /// <summary>Null when there is none.</summary>
    /// <exception cref="ProviderException">There is one that cannot be used.</exception>
    public CertificateAuthority? Read()
    {
        if (Text(CertificatePath) is not { } certificate) return null;
        var key = Text(KeyPath) ?? throw PrivateCaDiagnostics.Unusable("key.pem is missing");
        return CertificateAuthority.Read(certificate, key) ?? throw PrivateCaDiagnostics.Unusable("ca.pem is not the certificate of a CA, or key.pem is not its key");
    }

    /// <summary>The key first: without ca.pem there is no CA, so a run that is cut off begins anew.</summary>
    public CertificateAuthority Create()
    {
        var authority = CertificateAuthority.Create(options.Name, KeyAlgorithm.Ecdsa, KeyBits, OwnLifetime, clock.GetUtcNow());
        AtomicFile.Write(KeyPath, Encoding.ASCII.GetBytes(authority.ToKeyPem()), AtomicFile.Private);
        AtomicFile.Write(CertificatePath, Encoding.ASCII.GetBytes(authority.Certificate.ToPem()));
        return authority;
    }

    /// <summary>What this CA issued for a key, as long as it is valid.</summary>
    public IEnumerable<ParsedCertificate> Issued(CertificateAuthority authority, string keyFingerprint)
    {
        if (!Directory.Exists(IssuedFolder)) return [];
        var now = clock.GetUtcNow();
        return Directory.EnumerateFiles(IssuedFolder, "*.pem").Order(StringComparer.Ordinal).Select(path => Text(path) is { } text ? CertificateFile.Read(text) : [])
            .Where(read => !read.IsEmpty).Select(read => read[0])
            .Where(leaf => leaf.KeyFingerprint == keyFingerprint && leaf.Installed.NotBefore <= now && leaf.Installed.NotAfter > now)
            .Where(leaf => CertificateFile.OrderChain([leaf, authority.Certificate], keyFingerprint) is { Length: 2 });
    }

    public void Keep(ParsedCertificate leaf)
    {
        Directory.CreateDirectory(IssuedFolder);
        AtomicFile.Write(Path.Combine(IssuedFolder, leaf.Thumbprint + ".pem"), Encoding.ASCII.GetBytes(leaf.ToPem()));
    }

    private static string? Text(string path)
    {
        try
        {
            return BoundedFile.Read(path, CertificateFile.Largest) is { } bytes ? Encoding.Latin1.GetString(bytes.Span) : throw PrivateCaDiagnostics.Unusable($"{Path.GetFileName(path)} has more than 1 MiB");
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw PrivateCaDiagnostics.Unusable($"{Path.GetFileName(path)} cannot be read: {problem.Message.TrimEnd('.')}", problem);
        }
    }
}
