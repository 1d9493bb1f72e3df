using System.Collections.Immutable;
using System.Text;
using XmppDesiredState.Certificates.Reading;

namespace XmppDesiredState.Certificates;

/// <summary>What CAs send: PEM with any text around it, DER, PKCS#7 of either form (p7b), or several of these in one file.</summary>
public static class CertificateFile
{
    /// <summary>Bytes of a file.</summary>
    public const int Largest = 1024 * 1024;

    /// <summary>Certificates of a file.</summary>
    public const int Most = 50;

    /// <summary>The certificates in the order of the file, each once.</summary>
    /// <returns>Empty when there is none, and when the file is larger than <see cref="Largest"/> or holds more than <see cref="Most"/>.</returns>
    public static ImmutableArray<ParsedCertificate> Read(ReadOnlyMemory<byte> content)
    {
        if (content.Length is 0 or > Largest) return [];
        var found = new List<ParsedCertificate>();
        // Nothing in text starts as a DER sequence of such length does, but for the letter 0.
        if (content.Span[0] == 0x30 && Der.LengthOf(content.Span) is not null) CertificateReader.AddAll(content, found);
        if (found.Count == 0)
            foreach (var (label, der) in Pem.Blocks(Text(content.Span)))
                if (label is "CERTIFICATE" or "X509 CERTIFICATE" or "TRUSTED CERTIFICATE" or "PKCS7" or "CMS") CertificateReader.AddAll(der, found);
        return found.Count > Most ? [] : [.. found.Distinct()];
    }

    /// <summary>The text of a PEM file.</summary>
    public static ImmutableArray<ParsedCertificate> Read(string pem) => pem.Length > Largest ? [] : Read(Encoding.UTF8.GetBytes(pem));

    /// <summary>The certificate of that key, then its issuers as far as they are there; what does not belong to it is left out.</summary>
    /// <param name="keyFingerprint">As <see cref="KeyPair.Fingerprint"/>.</param>
    /// <returns>Null when no certificate has that key. Of several, the one that is valid longest is taken.</returns>
    public static ImmutableArray<ParsedCertificate>? OrderChain(IReadOnlyCollection<ParsedCertificate> certificates, string keyFingerprint)
    {
        var leaf = certificates.Where(candidate => candidate.KeyFingerprint == keyFingerprint)
            .OrderByDescending(candidate => candidate.Installed.NotAfter).ThenByDescending(candidate => candidate.Installed.NotBefore)
            .ThenBy(candidate => candidate.Thumbprint, StringComparer.Ordinal).FirstOrDefault();
        if (leaf is null) return null;
        var chain = ImmutableArray.CreateBuilder<ParsedCertificate>();
        for (var next = leaf; next is not null; next = IssuerOf(next, certificates.Except(chain))) chain.Add(next);
        return chain.ToImmutable();
    }

    /// <summary>One PEM block after the other.</summary>
    public static string ToPem(IEnumerable<ParsedCertificate> chain) => string.Concat(chain.Select(certificate => certificate.ToPem()));

    private static ParsedCertificate? IssuerOf(ParsedCertificate certificate, IEnumerable<ParsedCertificate> others) =>
        CertificateReader.IsSelfIssued(certificate) ? null : others.FirstOrDefault(candidate => CertificateReader.Signed(candidate, certificate));

    // Windows PowerShell redirects text as UTF-16.
    private static string Text(ReadOnlySpan<byte> content) =>
        content is [0xff, 0xfe, ..] ? Encoding.Unicode.GetString(content) : content is [0xfe, 0xff, ..] ? Encoding.BigEndianUnicode.GetString(content) : Encoding.Latin1.GetString(content);
}
