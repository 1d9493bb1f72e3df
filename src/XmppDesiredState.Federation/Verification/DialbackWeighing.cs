using XmppDesiredState.Federation.Streams;

namespace XmppDesiredState.Federation.Verification;

/// <summary>How dialback stands: XEP-0220.</summary>
internal static class DialbackWeighing
{
    /// <summary>We open: they must find and ask our server. A key that they had denied there is the proof that a good one would be confirmed.</summary>
    /// <param name="tried">Null: it was not.</param>
    public static MethodStanding Outgoing(StreamReport? tried, bool isOffered, string address, bool inClear, WeighingTerms terms)
    {
        if (tried is null) return isOffered ? MethodStanding.Open(MethodFindings.DialbackNotTried(address)) : MethodStanding.RuledOut(MethodFindings.DialbackNotOffered(address, inClear));
        if (WayToUs(tried) is not null && !terms.IsDeclared) return MethodStanding.Open(MethodFindings.DialbackFailed(address, tried));
        var condition = tried.Dialback?.Condition ?? tried.Problem?.Condition;
        return tried switch
        {
            { Dialback.Result: DialbackResult.Invalid } => MethodStanding.Proved(),
            { Dialback.Result: DialbackResult.Valid } => MethodStanding.Proved(MethodFindings.ForeignKeyAccepted(address, Side.Ours)),
            { Dialback.Result: DialbackResult.Error } or { Problem.Kind: StreamProblemKind.StreamError } when !Troubles.Passes(condition) => MethodStanding.RuledOut(MethodFindings.DialbackFailed(address, tried)),
            _ => MethodStanding.Open(MethodFindings.DialbackUnanswered(address, tried.Problem)),
        };
    }

    /// <summary>They open: their server must confirm its keys to ours, and they must reach ours, which shows itself where they have asked it.</summary>
    public static MethodStanding Incoming(StreamReport? tried, bool isOffered, string address, string domain, bool inClear)
    {
        if (tried is null) return isOffered ? MethodStanding.Open(MethodFindings.DialbackNotTried(address)) : MethodStanding.RuledOut(MethodFindings.DialbackNotOffered(address, inClear));
        if (tried.Authority is not { Result: DialbackResult.Invalid or DialbackResult.Valid }) return MethodStanding.Open(MethodFindings.AuthoritySilent(address, tried.Authority?.Condition));
        if (!HasReachedUs(tried)) return MethodStanding.Open(Findings.TheirWayUnseen(domain));
        return tried.Authority.Result == DialbackResult.Valid ? MethodStanding.Proved(MethodFindings.ForeignKeyAccepted(address, Side.Theirs)) : MethodStanding.Proved();
    }

    /// <summary>The condition with which they say that they cannot find or reach our server; null: they do not say so.</summary>
    public static string? WayToUs(StreamReport? tried) => tried?.Dialback is null or { Result: DialbackResult.Error } && (tried?.Dialback?.Condition ?? tried?.Problem?.Condition) is { } condition && Troubles.IsOurs(condition) ? condition : null;

    public static bool HasReachedUs(StreamReport? tried) => tried is { Dialback.Result: DialbackResult.Invalid };
}
