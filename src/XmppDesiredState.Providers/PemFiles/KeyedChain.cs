using System.Collections.Immutable;
using XmppDesiredState.Certificates;

namespace XmppDesiredState.Providers.PemFiles;

/// <summary>A certificate that can be used: its chain, leaf first, and the leaf's key.</summary>
internal sealed record KeyedChain(ImmutableArray<ParsedCertificate> Chain, KeyPair Key)
{
    public string Thumbprint => Chain[0].Thumbprint;
}
