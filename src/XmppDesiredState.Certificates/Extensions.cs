using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using XmppDesiredState.Certificates.Reading;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Certificates;

/// <summary>The parts that requests and certificates have in common.</summary>
internal static class Extensions
{
    /// <summary>The SRVName of XMPP between servers, written as a certificate's names are.</summary>
    public static string ServiceOf(string domain) => $"{AlternativeNames.Service}_xmpp-server.{domain}";

    /// <param name="names">dNSNames, and SRVNames behind <c>srv:</c>.</param>
    public static GeneralNames? Names(IReadOnlyCollection<string> names) => names.Count == 0 ? null : new GeneralNames([.. names.Select(Name)]);

    /// <exception cref="ArgumentException">One is unknown.</exception>
    public static ExtendedKeyUsage Usages(IEnumerable<string> usages) => new([.. usages.Select(usage =>
        new DerObjectIdentifier(UsageNames.ToOid(usage) ?? throw new ArgumentException($"{usage} is no extended key usage.", nameof(usages))))]);

    // Keys of elliptic curves encipher nothing; RSA still does in TLS 1.2 without forward secrecy, which Lync's Windows may choose.
    public static KeyUsage KeyUsageOf(KeyAlgorithm algorithm) => new(algorithm == KeyAlgorithm.Ecdsa ? KeyUsage.DigitalSignature : KeyUsage.DigitalSignature | KeyUsage.KeyEncipherment);

    private static GeneralName Name(string name)
    {
        if (name.StartsWith(AlternativeNames.Service, StringComparison.Ordinal))
            return new GeneralName(GeneralName.OtherName, new DerSequence(new DerObjectIdentifier(AlternativeNames.ServiceOid), new DerTaggedObject(true, 0, new DerIA5String(name[AlternativeNames.Service.Length..]))));
        return name.Contains(':', StringComparison.Ordinal) ? throw new ArgumentException($"{name} is a kind of name that is not written.", nameof(name)) : new GeneralName(GeneralName.DnsName, name);
    }
}
