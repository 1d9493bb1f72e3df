using System.Security.Cryptography;

namespace XmppDesiredState.Providers.Rfc2136.Tsig;

/// <summary>A shared key, held for the length of one call and wiped then.</summary>
/// <param name="name">In canonical form.</param>
/// <param name="secret">Owned by the key from now on.</param>
internal sealed class TsigKey(string name, TsigAlgorithm algorithm, byte[] secret) : IDisposable
{
    public string Name => name;

    /// <summary>The algorithm's name on the wire.</summary>
    public string AlgorithmName { get; } = algorithm switch
    {
        TsigAlgorithm.HmacSha256 => "hmac-sha256",
        TsigAlgorithm.HmacSha384 => "hmac-sha384",
        _ => "hmac-sha512",
    };

    public IncrementalHash BeginHash() => IncrementalHash.CreateHMAC(algorithm switch
    {
        TsigAlgorithm.HmacSha256 => HashAlgorithmName.SHA256,
        TsigAlgorithm.HmacSha384 => HashAlgorithmName.SHA384,
        _ => HashAlgorithmName.SHA512,
    }, secret);

    public void Dispose() => CryptographicOperations.ZeroMemory(secret);
}
