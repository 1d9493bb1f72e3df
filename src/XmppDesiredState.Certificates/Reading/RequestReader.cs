using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Pkcs;

namespace XmppDesiredState.Certificates.Reading;

/// <summary>A request out of DER.</summary>
internal static class RequestReader
{
    public static SigningRequest? Read(string pem, byte[] der) => Der.IsSound(der) ? Foreign.Parse(() => Describe(pem, der)) : null;

    /// <summary>The parts of a request that was read, and so verified, before.</summary>
    public static CertificationRequestInfo Info(SigningRequest request) => Pem.Blocks(request.Pem).Where(block => block.Label is SigningRequest.Label or SigningRequest.OldLabel)
        .Select(block => (block.Der, Read: Read(request.Pem, block.Der))).Where(block => block.Read?.KeyFingerprint == request.KeyFingerprint)
        .Select(block => new Pkcs10CertificationRequest(block.Der).GetCertificationRequestInfo()).FirstOrDefault() ?? throw new InvalidOperationException("A request that was read is one.");

    private static SigningRequest? Describe(string pem, byte[] der)
    {
        var request = new Pkcs10CertificationRequest(der);
        if (!IsSigned(request, der)) return null;
        var info = request.GetCertificationRequestInfo();
        var extensions = Extensions(info.Attributes);
        return new SigningRequest(pem, SubjectNames.Read(info.Subject), AlternativeNames.Read(Content(extensions, X509Extensions.SubjectAlternativeName)),
            Usages(Content(extensions, X509Extensions.ExtendedKeyUsage)), Convert.ToHexStringLower(SHA256.HashData(info.SubjectPublicKeyInfo.GetDerEncoded())), KeyName.Of(info.SubjectPublicKeyInfo));
    }

    // Over the bytes that were sent: BouncyCastle's own Verify encodes what it understood once more, so some changed bytes would go unseen.
    private static bool IsSigned(Pkcs10CertificationRequest request, byte[] der)
    {
        var info = new AsnReader(der, AsnEncodingRules.DER).ReadSequence().ReadEncodedValue();
        var verifier = new Asn1VerifierFactory(request.SignatureAlgorithm, request.GetPublicKey()).CreateCalculator();
        using (var stream = verifier.Stream) stream.Write(info.Span);
        return verifier.GetResult().IsVerified(request.GetSignatureOctets());
    }

    private static X509Extensions? Extensions(Asn1Set? attributes)
    {
        if (attributes is null) return null;
        var requested = attributes.Select(AttributePkcs.GetInstance).Where(attribute => attribute.AttrType.Equals(PkcsObjectIdentifiers.Pkcs9AtExtensionRequest)).ToArray();
        // Two lists could each show another reader something else.
        return requested.Length > 1 || (requested is [{ AttrValues.Count: not 1 }]) ? throw new InvalidOperationException("More than one list of extensions.")
            : requested is [var one] ? X509Extensions.GetInstance(one.AttrValues[0]) : null;
    }

    private static byte[]? Content(X509Extensions? extensions, DerObjectIdentifier id) => extensions?.GetExtension(id)?.Value.GetOctets() is not { } octets ? null
        : Der.IsSound(octets) ? octets : throw new InvalidOperationException("An extension is not DER.");

    private static ImmutableArray<string> Usages(byte[]? extension) => extension is null ? []
        : [.. ExtendedKeyUsage.GetInstance(extension).GetAllUsages().Select(id => UsageNames.FromOid(id.Id)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
