using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>Verdicts in words. What is merely offered is never said to work.</summary>
internal static class VerifyWords
{
    private static readonly (AuthenticationMethods Method, string Name)[] Names =
        [(AuthenticationMethods.SaslOverTls, "SASL over TLS"), (AuthenticationMethods.TlsDialback, "TLS dialback"), (AuthenticationMethods.TcpDialback, "TCP dialback")];

    public static string Of(VerdictKind kind) => kind switch
    {
        VerdictKind.Works => "works",
        VerdictKind.CannotWork => "cannot work",
        _ => "cannot tell",
    };

    /// <summary>"SASL over TLS"; several with "or"; "no method" where there is none.</summary>
    public static string Of(AuthenticationMethods methods)
    {
        var names = Names.Where(name => methods.HasFlag(name.Method)).Select(name => name.Name).ToList();
        return names.Count == 0 ? "no method" : string.Join(" or ", names);
    }

    /// <summary>"works with SASL over TLS", "cannot work because its certificate ended on 2026-11-20", "cannot tell because …". No full stop.</summary>
    public static string Of(DirectionVerdict direction)
    {
        if (direction.Kind == VerdictKind.Works) return $"works with {Of(direction.Method)}";
        var reasons = Deciding(direction).Select(finding => Reason(finding.Why.Summary)).Take(3).ToList();
        return $"{Of(direction.Kind)} because {(reasons.Count == 0 ? "nothing that was seen decides it" : string.Join(", and because ", reasons))}";
    }

    /// <summary>Those that decide it, and where none is marked so, all of them.</summary>
    public static IReadOnlyList<VerifyFinding> Deciding(DirectionVerdict direction) =>
        direction.Findings.Any(finding => finding.Decides) ? [.. direction.Findings.Where(finding => finding.Decides)] : [.. direction.Findings];

    public static string Of(Side side) => side switch
    {
        Side.Ours => "ours",
        Side.Theirs => "theirs",
        _ => "between us",
    };

    /// <summary>Who it is to us: "ours", "partner, sasl-over-tls", "of partner fabrikam.com, …", "undeclared, weighed as …".</summary>
    public static string Of(VerifiedDomain domain) => domain.Peer switch
    {
        { IsOurs: true } => "ours",
        { Partner: { } partner } peer => $"{(partner == peer.Domain ? "partner" : $"of partner {partner}")}, {(domain.IsPresumed ? $"no negotiation declared, weighed as {peer.Declared}" : peer.Declared)}",
        _ => domain.Verdict.Weighed is { } weighed ? $"undeclared, weighed as {weighed}" : "undeclared",
    };

    /// <summary>"fails since 2026-11-20 14:02Z, seen 3 times, worked last at 2026-11-20 13:00Z"; null at a first look, and where nothing was ever decided.</summary>
    public static string? Of(PastLooks? past)
    {
        if (past is null) return null;
        if (past.Verdict == PastVerdict.CannotTell)
            return past.Interrupted is not { } before ? null : before.Verdict == PastVerdict.Works ? $"worked last at {Time(before.Last)}" : $"failed from {Time(before.Since)} to {Time(before.Last)}";
        var since = past.Times < 2 ? null : $"{(past.Verdict == PastVerdict.Works ? "works" : "fails")} since {Time(past.Since)}, seen {past.Times} times";
        var worked = past.Verdict == PastVerdict.Works || past.Worked is not { } last ? null : $"worked last at {Time(last)}";
        return since is null ? worked : worked is null ? since : $"{since}, {worked}";
    }

    public static string Time(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd HH:mm}Z";

    // A sentence inside a sentence. A capital behind the first letter is a name of the field: TLS, SRV.
    private static string Reason(string summary)
    {
        var text = Printable.Short(summary).TrimEnd('.');
        return text is [var first, var second, ..] && char.IsUpper(first) && (char.IsLower(second) || second == ' ') ? char.ToLowerInvariant(first) + text[1..] : text;
    }
}
