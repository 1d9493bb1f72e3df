using System.Security.Cryptography;
using System.Text;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Certificates;

/// <summary>A private key with its public half. Nothing of the private half is ever in <see cref="object.ToString"/> or in a message.</summary>
public sealed class KeyPair
{
    /// <summary>OWASP's number for PBKDF2 with HMAC-SHA256 (Password Storage Cheat Sheet, 2023).</summary>
    private const int Iterations = 600_000;

    private const string Pkcs8 = "PRIVATE KEY", Pkcs1 = "RSA PRIVATE KEY", Sec1 = "EC PRIVATE KEY";

    private KeyPair(KeyAlgorithm algorithm, AsymmetricAlgorithm key)
    {
        Algorithm = algorithm;
        Bits = key.KeySize;
        PrivateKey = key.ExportPkcs8PrivateKey();
        PublicKey = key.ExportSubjectPublicKeyInfo();
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(PublicKey));
    }

    public KeyAlgorithm Algorithm { get; }

    public int Bits { get; }

    /// <summary>SHA-256 of the SubjectPublicKeyInfo, lower-case hexadecimal.</summary>
    public string Fingerprint { get; }

    /// <summary>PKCS#8, DER.</summary>
    internal byte[] PrivateKey { get; }

    /// <summary>SubjectPublicKeyInfo, DER.</summary>
    internal byte[] PublicKey { get; }

    /// <summary>Whether <see cref="Create"/> makes such keys: RSA from 2048 to 16384 bits in steps of 64, ECDSA on P-256 and P-384.</summary>
    public static bool Supports(KeyAlgorithm algorithm, int bits) =>
        algorithm == KeyAlgorithm.Ecdsa ? bits is 256 or 384 : bits is >= 2048 and <= 16384 && bits % 64 == 0;

    /// <exception cref="ArgumentOutOfRangeException">Not <see cref="Supports"/>.</exception>
    public static KeyPair Create(KeyAlgorithm algorithm, int bits)
    {
        if (!Supports(algorithm, bits)) throw new ArgumentOutOfRangeException(nameof(bits), bits, $"Not a size of an {algorithm} key.");
        // The platform's generator: BouncyCastle's takes seconds for RSA.
        using AsymmetricAlgorithm key = algorithm == KeyAlgorithm.Ecdsa
            ? ECDsa.Create(bits == 384 ? ECCurve.NamedCurves.nistP384 : ECCurve.NamedCurves.nistP256)
            : RSA.Create(bits);
        return new KeyPair(algorithm, key);
    }

    /// <summary>Reads an unencrypted key in PEM: PKCS#8, PKCS#1 or SEC 1, also behind other text and blocks, as openssl writes them.</summary>
    /// <returns>Null when the text holds no such key, or one of another algorithm.</returns>
    public static KeyPair? Read(string pem)
    {
        foreach (var (label, der) in Pem.Blocks(pem))
        {
            var key = label switch
            {
                Pkcs8 => Import(KeyAlgorithm.Rsa, der, static (rsa, bytes) => rsa.ImportPkcs8PrivateKey(bytes, out _))
                    ?? Import(KeyAlgorithm.Ecdsa, der, static (ecdsa, bytes) => ecdsa.ImportPkcs8PrivateKey(bytes, out _)),
                Pkcs1 => Import(KeyAlgorithm.Rsa, der, static (rsa, bytes) => ((RSA)rsa).ImportRSAPrivateKey(bytes, out _)),
                Sec1 => Import(KeyAlgorithm.Ecdsa, der, static (ecdsa, bytes) => ((ECDsa)ecdsa).ImportECPrivateKey(bytes, out _)),
                _ => null,
            };
            if (key is not null) return key;
        }

        return null;
    }

    /// <summary>PKCS#8, not encrypted: for a file that only its owner may read.</summary>
    public string ToPem() => Pem.Write(Pkcs8, PrivateKey);

    /// <summary>PKCS#8, PBES2 with PBKDF2-HMAC-SHA256 and AES-256-CBC (RFC 8018).</summary>
    public string ToEncryptedPem(ReadOnlySpan<char> password)
    {
        using var key = ToPlatform();
        return key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Iterations)) + "\n";
    }

    /// <summary>For the parts of .NET that want its own type.</summary>
    internal AsymmetricAlgorithm ToPlatform()
    {
        AsymmetricAlgorithm key = Algorithm == KeyAlgorithm.Ecdsa ? ECDsa.Create() : RSA.Create();
        key.ImportPkcs8PrivateKey(PrivateKey, out _);
        return key;
    }

    private static KeyPair? Import(KeyAlgorithm algorithm, byte[] der, Action<AsymmetricAlgorithm, byte[]> import)
    {
        try
        {
            using AsymmetricAlgorithm key = algorithm == KeyAlgorithm.Ecdsa ? ECDsa.Create() : RSA.Create();
            import(key, der);
            return new KeyPair(algorithm, key);
        }
        catch (Exception problem) when (problem is CryptographicException or PlatformNotSupportedException or DecoderFallbackException)
        {
            return null;
        }
    }
}
