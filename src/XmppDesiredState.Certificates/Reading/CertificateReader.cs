using System.Collections.Immutable;
using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cms;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Security;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Certificates.Reading;

/// <summary>Certificates out of DER.</summary>
internal static class CertificateReader
{
    private static readonly DerObjectIdentifier SignedData = new("1.2.840.113549.1.7.2");

    /// <summary>Adds every certificate: a certificate, a PKCS#7 bag, or several of them one after the other. Stops after one more than a file may hold.</summary>
    public static void AddAll(ReadOnlyMemory<byte> bytes, List<ParsedCertificate> found)
    {
        while (found.Count <= CertificateFile.Most && Der.LengthOf(bytes.Span) is { } length)
        {
            var der = bytes[..length].ToArray();
            if (Read(der) is { } certificate) found.Add(certificate);
            else found.AddRange(Bag(der).Take(CertificateFile.Most + 1 - found.Count).Select(Read).OfType<ParsedCertificate>());
            bytes = bytes[length..];
        }
    }

    public static ParsedCertificate? Read(byte[] der) => Der.IsSound(der) ? Foreign.Parse(() => Describe(der)) : null;

    public static bool IsSelfIssued(ParsedCertificate certificate) => Foreign.Parse(() => Structure(certificate) is var it && it.Subject.Equivalent(it.Issuer, inOrder: true) ? certificate : null) is not null;

    /// <summary>Whether the names fit and the signature is by its key.</summary>
    public static bool Signed(ParsedCertificate issuer, ParsedCertificate certificate) => Foreign.Parse(() =>
    {
        var above = Structure(issuer);
        if (!above.Subject.Equivalent(Structure(certificate).Issuer, inOrder: true)) return null;
        return new Org.BouncyCastle.X509.X509Certificate(Structure(certificate)).IsSignatureValid(PublicKeyFactory.CreateKey(above.SubjectPublicKeyInfo)) ? issuer : null;
    }) is not null;

    public static X509CertificateStructure Structure(ParsedCertificate certificate) => X509CertificateStructure.GetInstance(certificate.Der.ToArray());

    private static ParsedCertificate Describe(byte[] der)
    {
        var it = X509CertificateStructure.GetInstance(der);
        var extensions = it.TbsCertificate.Extensions;
        var installed = new InstalledCertificate(Convert.ToHexString(Sha1(der)),
            AlternativeNames.Read(Content(extensions, X509Extensions.SubjectAlternativeName)), Usages(Content(extensions, X509Extensions.ExtendedKeyUsage)),
            KeyName.Of(it.SubjectPublicKeyInfo), Foreign.Line(it.Subject.ToString(reverse: true, X509Name.DefaultSymbols)), Foreign.Line(it.Issuer.ToString(reverse: true, X509Name.DefaultSymbols)),
            Utc(it.StartDate.ToDateTime()), Utc(it.EndDate.ToDateTime()));
        var isAuthority = Content(extensions, X509Extensions.BasicConstraints) is { } constraints && BasicConstraints.GetInstance(constraints).IsCA();
        return new ParsedCertificate([.. der], installed.Thumbprint, Convert.ToHexStringLower(SHA256.HashData(it.SubjectPublicKeyInfo.GetDerEncoded())), installed, isAuthority);
    }

    // Extensions are values within values: each is looked at before it is parsed.
    private static byte[]? Content(X509Extensions? extensions, DerObjectIdentifier id)
    {
        if (extensions?.GetExtension(id) is not { } extension) return null;
        var octets = extension.Value.GetOctets();
        return Der.IsSound(octets) ? octets : throw new InvalidOperationException("An extension is not DER.");
    }

    private static ImmutableArray<string> Usages(byte[]? extension) => extension is null ? []
        : [.. ExtendedKeyUsage.GetInstance(extension).GetAllUsages().Select(id => UsageNames.FromOid(id.Id)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<byte[]> Bag(byte[] der) => Foreign.Parse(() =>
    {
        var content = ContentInfo.GetInstance(der);
        if (!content.ContentType.Equals(SignedData)) return [];
        return Org.BouncyCastle.Asn1.Cms.SignedData.GetInstance(content.Content).Certificates?.Select(member => member.GetEncoded(Asn1Encodable.Der)).ToArray() ?? [];
    }) ?? [];

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time.ToUniversalTime(), DateTimeKind.Utc));

#pragma warning disable CA5350 // A thumbprint is a name, not a proof: what Windows shows is SHA-1.
    private static byte[] Sha1(byte[] der) => SHA1.HashData(der);
#pragma warning restore CA5350
}
