using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace XmppDesiredState.LyncPowerShell.Certificates;

/// <summary>PKCS #12 as Windows Server 2012 writes it: triple DES, SHA-1, and the friendly name with the certificate.</summary>
internal static class Pfx
{
    private const string FriendlyNameAttribute = "1.2.840.113549.1.9.20";

    // PBES2, the frame of every newer scheme, as DER.
    private static readonly byte[] Newer = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05, 0x0D];
    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.TripleDes3KeyPkcs12, HashAlgorithmName.SHA1, 2000);

    public static byte[] Write(X509Certificate2 certificate, string friendlyName, string password)
    {
        var id = new Pkcs9LocalKeyId([1]);
        var certificates = new Pkcs12SafeContents();
        var bag = certificates.AddCertificate(certificate);
        bag.Attributes.Add(id);
        if (friendlyName.Length > 0) bag.Attributes.Add(new AsnEncodedData(new Oid(FriendlyNameAttribute), Encoded(friendlyName)));
        var builder = new Pkcs12Builder();
        builder.AddSafeContentsEncrypted(certificates, password, Encryption);
        if (PrivateKeys.Of(certificate) is { } text)
        {
            using var key = PrivateKeys.Open(certificate, text);
            var keys = new Pkcs12SafeContents();
            keys.AddShroudedKey(key, password, Encryption).Attributes.Add(id);
            builder.AddSafeContentsUnencrypted(keys);
        }
        builder.SealWithMac(password, HashAlgorithmName.SHA1, 2000);
        return builder.Encode();
    }

    public static bool IsAes(byte[] content) => content.AsSpan().IndexOf(Newer) >= 0;

    /// <summary>Of the first certificate that has one; else empty.</summary>
    public static string FriendlyName(byte[] content, string? password)
    {
        foreach (var safe in Pkcs12Info.Decode(content, out _).AuthenticatedSafe)
        {
            if (safe.ConfidentialityMode == Pkcs12ConfidentialityMode.Password) safe.Decrypt(password);
            foreach (var attribute in safe.GetBags().OfType<Pkcs12CertBag>().SelectMany(bag => bag.Attributes.Cast<CryptographicAttributeObject>()))
            {
                if (attribute.Oid.Value != FriendlyNameAttribute) continue;
                return new AsnReader(attribute.Values[0].RawData, AsnEncodingRules.BER).ReadCharacterString(UniversalTagNumber.BMPString);
            }
        }
        return "";
    }

    private static byte[] Encoded(string friendlyName)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteCharacterString(UniversalTagNumber.BMPString, friendlyName);
        return writer.Encode();
    }
}
