using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Federation.Verification;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>One domain with its verdict, as every format shows it.</summary>
/// <param name="Past">This look and the earlier ones; null where nothing is remembered.</param>
/// <param name="Item">Of an undeclared domain: the entry that would declare it, as it stands under <c>partners: list:</c>.</param>
internal sealed record VerifiedDomain(PeerVerdict Verdict, PastLooks? Past, string? Item)
{
    public VerifyPeer Peer => Verdict.Peer;

    public VerdictKind Kind => Verdict.Kind;

    public bool IsUndeclared => Peer is { IsOurs: false, Partner: null };
}
