using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Federation.Verification;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>What verify found, riskier domains first.</summary>
/// <param name="Name">The deployment.</param>
/// <param name="Scope">The word of <c>--scope</c>; <c>named</c> where domains were named.</param>
/// <param name="Diagnostics">What is wrong beside the verdicts.</param>
internal sealed record VerifyResult(string Name, string Scope, DateTimeOffset At, ImmutableArray<VerifiedDomain> Domains, ImmutableArray<Diagnostic> Diagnostics)
{
    public VerifySummary Summary { get; } = VerifySummary.Of(Domains);

    /// <summary>Sorted: what cannot work, what cannot be told, what works; ours before partners.</summary>
    public static VerifyResult Of(string name, string scope, DateTimeOffset at, IEnumerable<VerifiedDomain> domains, ImmutableArray<Diagnostic> diagnostics) => new(name, scope, at,
        [.. domains.OrderBy(domain => domain.Kind switch { VerdictKind.CannotWork => 0, VerdictKind.CannotTell => 1, _ => 2 }).ThenBy(domain => !domain.Peer.IsOurs)
            .ThenBy(domain => domain.Peer.Domain, StringComparer.Ordinal)], diagnostics);
}
