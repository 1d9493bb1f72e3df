using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Federation.Verification;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>One domain with its verdict, as every format shows it.</summary>
/// <param name="Past">This look and the earlier ones; null where nothing is remembered.</param>
/// <param name="Item">Of an undeclared domain: the entry that would declare it, as it stands under <c>partners: list:</c>.</param>
internal sealed record VerifiedDomain(PeerVerdict Verdict, PastLooks? Past, string? Item)
{
    /// <summary>Of a declared partner whose negotiation is not: what a new partner gets was weighed, and the gateway may have another.</summary>
    public bool IsPresumed { get; init; }

    /// <summary>The entry that declares it.</summary>
    public SourceSpan? Where { get; init; }

    public VerifyPeer Peer => Verdict.Peer;

    public VerdictKind Kind => Verdict.Kind;

    public bool IsUndeclared => Peer is { IsOurs: false, Partner: null };
}
