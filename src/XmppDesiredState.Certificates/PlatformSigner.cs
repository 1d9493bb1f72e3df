using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Operators.Utilities;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Certificates;

/// <summary>Signs with the platform's implementation: private keys never enter BouncyCastle, which would also spend a second on proving an RSA key prime.</summary>
#pragma warning disable CA1001 // A stream in memory holds nothing to give back, and nobody disposes of a calculator.
internal sealed class PlatformSigner(KeyPair key) : ISignatureFactory, IStreamCalculator<IBlockResult>
#pragma warning restore CA1001
{
    private readonly MemoryStream content = new();

    public object AlgorithmDetails => DefaultSignatureAlgorithmFinder.Instance.Find(key.Algorithm == KeyAlgorithm.Rsa ? "SHA256WITHRSA" : key.Bits > 256 ? "SHA384WITHECDSA" : "SHA256WITHECDSA");

    public Stream Stream => content;

    public IStreamCalculator<IBlockResult> CreateCalculator() => new PlatformSigner(key);

    public IBlockResult GetResult()
    {
        using var platform = key.ToPlatform();
        return new SimpleBlockResult(platform is RSA rsa
            ? rsa.SignData(content.ToArray(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : ((ECDsa)platform).SignData(content.ToArray(), key.Bits > 256 ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }
}
