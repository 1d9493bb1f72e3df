using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;

namespace XmppDesiredState.Certificates.Reading;

/// <summary><c>RSA 2048</c>, <c>ECDSA 256</c>; the OID of what is neither.</summary>
internal static class KeyName
{
    public static string Of(SubjectPublicKeyInfo key)
    {
        var algorithm = key.Algorithm.Algorithm;
        if (algorithm.Equals(PkcsObjectIdentifiers.RsaEncryption)) return $"RSA {RsaPublicKeyStructure.GetInstance(key.ParsePublicKey()).Modulus.BitLength}";
        if (!algorithm.Equals(X9ObjectIdentifiers.IdECPublicKey)) return algorithm.Id;
        return key.Algorithm.Parameters is DerObjectIdentifier curve ? $"ECDSA {Bits(curve)}" : "ECDSA";
    }

    private static string Bits(DerObjectIdentifier curve) => curve.Equals(SecObjectIdentifiers.SecP256r1) ? "256"
        : curve.Equals(SecObjectIdentifiers.SecP384r1) ? "384"
        : curve.Equals(SecObjectIdentifiers.SecP521r1) ? "521"
        : curve.Id;
}
