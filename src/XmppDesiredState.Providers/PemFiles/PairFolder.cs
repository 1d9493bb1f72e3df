using System.Text;
using XmppDesiredState.Certificates;

namespace XmppDesiredState.Providers.PemFiles;

/// <summary>
/// A certificate and its key in a folder: <c>key.pem</c>, <c>certificate.pem</c>, <c>chain.pem</c>, <c>fullchain.pem</c>, <c>certificate.pfx</c>.
/// Files cannot be replaced together, so they are written in an order in which every stop is seen: a pair counts only when key, full chain and
/// certificate fit, and the certificate is written last.
/// </summary>
internal static class PairFolder
{
    public const string Key = "key.pem", Leaf = "certificate.pem", Chain = "chain.pem", FullChain = "fullchain.pem", PfxName = "certificate.pfx";

    /// <summary>Null when no certificate is there.</summary>
    /// <exception cref="ProviderException">One of the files cannot be read.</exception>
    public static PairReading? Read(string folder)
    {
        var leaf = PemFile.ReadCertificates(Path.Combine(folder, Leaf));
        var full = PemFile.ReadCertificates(Path.Combine(folder, FullChain));
        var key = PemFile.ReadKey(Path.Combine(folder, Key));
        if ((full ?? leaf) is not { } chain) return null;
        var fault = leaf is null ? $"{Leaf} is missing"
            : full is null ? $"{FullChain} is missing"
            : !leaf.Value[0].Equals(full.Value[0]) ? $"{Leaf} and {FullChain} hold different certificates"
            : key is null ? $"{Key} is missing"
            : key.Fingerprint != chain[0].KeyFingerprint ? $"{Key} is not the key of {Leaf}"
            : null;
        return new PairReading(chain, leaf?[0], key, fault);
    }

    /// <param name="pfx">Null: none is written.</param>
    public static void Write(string folder, KeyedChain pair, byte[]? pfx)
    {
        if (pfx is not null) PemFile.WriteSecret(Path.Combine(folder, PfxName), pfx);
        PemFile.Write(Path.Combine(folder, Chain), CertificateFile.ToPem(pair.Chain.Skip(1)));
        PemFile.WriteSecret(Path.Combine(folder, Key), Encoding.ASCII.GetBytes(pair.Key.ToPem()));
        PemFile.Write(Path.Combine(folder, FullChain), CertificateFile.ToPem(pair.Chain));
        PemFile.Write(Path.Combine(folder, Leaf), pair.Chain[0].ToPem());
    }
}
