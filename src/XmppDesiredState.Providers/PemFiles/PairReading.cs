using System.Collections.Immutable;
using XmppDesiredState.Certificates;

namespace XmppDesiredState.Providers.PemFiles;

/// <summary>What lies in a folder that should hold a certificate and its key.</summary>
/// <param name="Chain">At least one certificate.</param>
/// <param name="Leaf">What the file of the certificate alone holds; null when it is missing.</param>
/// <param name="Fault">Why it cannot be used, a sentence without full stop; null when it can.</param>
internal sealed record PairReading(ImmutableArray<ParsedCertificate> Chain, ParsedCertificate? Leaf, KeyPair? Key, string? Fault)
{
    /// <summary>Null when it cannot be used.</summary>
    public KeyedChain? Usable => Fault is null && Key is not null ? new KeyedChain(Chain, Key) : null;

    /// <summary>As it is reported: empty when it cannot be used.</summary>
    public string Thumbprint => Fault is null ? Chain[0].Thumbprint : "";

    /// <summary>Whether an installation of <paramref name="wanted"/> was cut off here: something of it is there already.</summary>
    public bool IsUnfinished(KeyedChain wanted) => Fault is not null && (Key?.Fingerprint == wanted.Key.Fingerprint || Chain[0].Thumbprint == wanted.Thumbprint || Leaf?.Thumbprint == wanted.Thumbprint);
}
