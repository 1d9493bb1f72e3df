using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace XmppDesiredState.LyncPowerShell.Certificates;

/// <summary>What a request asks for.</summary>
internal sealed record WantedCertificate(X500DistinguishedName Subject, ImmutableArray<string> Names, bool WithClientUsage, string Template)
{
    internal static readonly Oid ServerUsage = new("1.3.6.1.5.5.7.3.1"), ClientUsage = new("1.3.6.1.5.5.7.3.2");

    /// <summary>"Certificate Template Name", as certification authorities of Windows read it.</summary>
    private const string TemplateExtension = "1.3.6.1.4.1.311.20.2";

    /// <summary>PKCS #10 in DER, and the self-signed certificate that stands in the store until the answer comes.</summary>
    public (byte[] Request, byte[] Placeholder) Sign(AsymmetricAlgorithm key)
    {
        var request = key is RSA rsa
            ? new CertificateRequest(Subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) : new CertificateRequest(Subject, (ECDsa)key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in Names) names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(Usages(WithClientUsage));
        var encipherment = key is RSA ? X509KeyUsageFlags.KeyEncipherment : X509KeyUsageFlags.None;
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | encipherment, critical: true));
        var template = new AsnWriter(AsnEncodingRules.DER);
        template.WriteCharacterString(UniversalTagNumber.BMPString, Template);
        request.CertificateExtensions.Add(new X509Extension(TemplateExtension, template.Encode(), critical: false));
        var now = DateTimeOffset.UtcNow;
        using var placeholder = request.CreateSelfSigned(now, now.AddYears(1));
        return (request.CreateSigningRequest(), placeholder.RawData);
    }

    internal static X509EnhancedKeyUsageExtension Usages(bool withClient) => new(withClient ? [ServerUsage, ClientUsage] : [ServerUsage], critical: false);
}
