using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;
using Org.BouncyCastle.X509.Extension;
using XmppDesiredState.Certificates.Reading;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Certificates;

/// <summary>A self-signed CA for labs and for partners who agreed on it. It keeps no list of what it issued and revokes nothing.</summary>
public sealed class CertificateAuthority
{
    /// <summary>Validity begins this long before now: partners' clocks differ.</summary>
    public static readonly TimeSpan Backdated = TimeSpan.FromMinutes(5);

    private readonly KeyPair key;
    private readonly X509CertificateStructure structure;

    private CertificateAuthority(ParsedCertificate certificate, KeyPair key)
    {
        this.key = key;
        Certificate = certificate;
        structure = CertificateReader.Structure(certificate);
    }

    public ParsedCertificate Certificate { get; }

    /// <summary>The private key, PKCS#8: for a file that only its owner may read.</summary>
    public string ToKeyPem() => key.ToPem();

    /// <param name="name">Its common name; the subject has nothing else.</param>
    /// <param name="bits">As <see cref="KeyPair.Create"/>.</param>
    public static CertificateAuthority Create(string name, KeyAlgorithm algorithm, int bits, TimeSpan lifetime, DateTimeOffset now)
    {
        var created = KeyPair.Create(algorithm, bits);
        var subject = new X509Name([X509Name.CN], [name]);
        var generator = Begin(subject, subject, PublicKeyFactory.CreateKey(created.PublicKey), now - Backdated, now + lifetime);
        generator.AddExtension(X509Extensions.BasicConstraints, critical: true, new BasicConstraints(0));
        generator.AddExtension(X509Extensions.KeyUsage, critical: true, new KeyUsage(KeyUsage.KeyCertSign | KeyUsage.CrlSign));
        generator.AddExtension(X509Extensions.SubjectKeyIdentifier, critical: false, X509ExtensionUtilities.CreateSubjectKeyIdentifier(SubjectPublicKeyInfo.GetInstance(created.PublicKey)));
        return new CertificateAuthority(Finish(generator, created), created);
    }

    /// <summary>Null when the first certificate is no CA's, or the key is not its own.</summary>
    public static CertificateAuthority? Read(string certificatePem, string keyPem) =>
        CertificateFile.Read(certificatePem) is [{ IsAuthority: true } certificate, ..] && KeyPair.Read(keyPem) is { } pair && pair.Fingerprint == certificate.KeyFingerprint
            ? new CertificateAuthority(certificate, pair) : null;

    /// <summary>Signs the key and the subject of a request with the names and usages that the caller decided on; what else the request asks for is not looked at.</summary>
    /// <param name="names">dNSNames, and SRVNames behind <c>srv:</c>; at least one.</param>
    /// <param name="lifetime">From now; it never goes beyond the CA's own validity.</param>
    /// <returns>The certificate in PEM.</returns>
    /// <exception cref="ArgumentException">No name, a kind of name that is not written, or an unknown usage.</exception>
    /// <exception cref="InvalidOperationException">The CA is not valid now.</exception>
    public string Issue(SigningRequest request, IReadOnlyCollection<string> names, IReadOnlyCollection<string> usages, TimeSpan lifetime, DateTimeOffset now)
    {
        var own = Certificate.Installed;
        if (now < own.NotBefore || now >= own.NotAfter) throw new InvalidOperationException("The CA is not valid now.");
        var info = RequestReader.Info(request);
        var start = now - Backdated < own.NotBefore ? own.NotBefore : now - Backdated;
        var end = lifetime > own.NotAfter - now ? own.NotAfter : now + lifetime;
        var generator = Begin(structure.Subject, info.Subject, PublicKeyFactory.CreateKey(info.SubjectPublicKeyInfo), start, end);
        var algorithm = request.Key.StartsWith("EC", StringComparison.Ordinal) ? KeyAlgorithm.Ecdsa : KeyAlgorithm.Rsa;
        generator.AddExtension(X509Extensions.BasicConstraints, critical: true, new BasicConstraints(cA: false));
        generator.AddExtension(X509Extensions.KeyUsage, critical: true, Extensions.KeyUsageOf(algorithm));
        generator.AddExtension(X509Extensions.ExtendedKeyUsage, critical: false, Extensions.Usages(usages));
        // Critical where the subject is empty (RFC 5280 §4.2.1.6).
        generator.AddExtension(X509Extensions.SubjectAlternativeName, request.Subject.IsEmpty, Extensions.Names(names) ?? throw new ArgumentException("A certificate has names.", nameof(names)));
        generator.AddExtension(X509Extensions.SubjectKeyIdentifier, critical: false, X509ExtensionUtilities.CreateSubjectKeyIdentifier(info.SubjectPublicKeyInfo));
        generator.AddExtension(X509Extensions.AuthorityKeyIdentifier, critical: false, X509ExtensionUtilities.CreateAuthorityKeyIdentifier(structure.SubjectPublicKeyInfo));
        return Finish(generator, key).ToPem();
    }

    private static X509V3CertificateGenerator Begin(X509Name issuer, X509Name subject, AsymmetricKeyParameter publicKey, DateTimeOffset start, DateTimeOffset end)
    {
        var generator = new X509V3CertificateGenerator();
        // 126 random bits: the first octet is between 64 and 127, so the number is positive, never zero and always of the same length.
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3f) | 0x40);
        generator.SetSerialNumber(new BigInteger(1, serial));
        generator.SetIssuerDN(issuer);
        generator.SetSubjectDN(subject);
        generator.SetPublicKey(publicKey);
        generator.SetNotBefore(start.UtcDateTime);
        generator.SetNotAfter(end.UtcDateTime);
        return generator;
    }

    private static ParsedCertificate Finish(X509V3CertificateGenerator generator, KeyPair signer) =>
        CertificateReader.Read(generator.Generate(new PlatformSigner(signer)).GetEncoded()) ?? throw new InvalidOperationException("A certificate that was just made cannot be read.");
}
