using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using XmppDesiredState.Certificates.Reading;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Certificates;

/// <summary>Makes a request, and reads it back before anybody else does.</summary>
internal static class RequestWriter
{
    public static string Write(KeyPair key, WantedCertificate wanted, IReadOnlyCollection<string> srvNames)
    {
        var extensions = new X509ExtensionsGenerator();
        if (Extensions.Names([.. wanted.Names, .. srvNames.Select(domain => Extensions.ServiceOf(domain))]) is { } names) extensions.AddExtension(X509Extensions.SubjectAlternativeName, critical: false, names);
        extensions.AddExtension(X509Extensions.ExtendedKeyUsage, critical: false, Extensions.Usages(wanted.Ask));
        extensions.AddExtension(X509Extensions.KeyUsage, critical: true, Extensions.KeyUsageOf(key.Algorithm));
        var attribute = new AttributePkcs(PkcsObjectIdentifiers.Pkcs9AtExtensionRequest, new DerSet(extensions.Generate()));
        var request = new Pkcs10CertificationRequest(new PlatformSigner(key), SubjectNames.Write(wanted), PublicKeyFactory.CreateKey(key.PublicKey), new DerSet(attribute));
        var pem = Pem.Write(SigningRequest.Label, request.GetDerEncoded());
        return SigningRequest.Read(pem)?.KeyFingerprint == key.Fingerprint ? pem : throw new InvalidOperationException("A request that was just made does not verify.");
    }
}
