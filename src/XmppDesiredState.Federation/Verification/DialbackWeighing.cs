using XmppDesiredState.Federation.Streams;

namespace XmppDesiredState.Federation.Verification;

/// <summary>How dialback stands: XEP-0220.</summary>
internal static class DialbackWeighing
{
    /// <summary>We open: they must find and ask our server. A key that they had denied there is the proof that a good one would be confirmed.</summary>
    /// <param name="tried">Null: it was not.</param>
    public static MethodStanding Outgoing(StreamReport? tried, bool isOffered, string address, bool inClear)
    {
        if (tried is null) return isOffered ? MethodStanding.Open(MethodFindings.DialbackNotTried(address)) : MethodStanding.RuledOut(MethodFindings.DialbackNotOffered(address, inClear));
        var (condition, text) = (tried.Dialback?.Condition ?? tried.Problem?.Condition, tried.Dialback?.Text ?? tried.Problem?.Text);
        return tried switch
        {
            { Dialback.Result: DialbackResult.Invalid } => MethodStanding.Proved(),
            { Dialback.Result: DialbackResult.Valid } => MethodStanding.Proved(MethodFindings.ForeignKeyAccepted(address, Side.Ours)),
            { Dialback.Result: DialbackResult.Error } or { Problem.Kind: StreamProblemKind.StreamError } when !Troubles.Passes(condition) => MethodStanding.RuledOut(MethodFindings.DialbackFailed(address, condition, text)),
            _ => MethodStanding.Open(MethodFindings.DialbackUnanswered(address, tried.Problem)),
        };
    }

    /// <summary>They open: their server must confirm its keys to ours, and they must reach ours, which shows itself where they have asked it.</summary>
    public static MethodStanding Incoming(StreamReport? tried, bool isOffered, string address, string domain, bool inClear)
    {
        if (tried is null) return isOffered ? MethodStanding.Open(MethodFindings.DialbackNotTried(address)) : MethodStanding.RuledOut(MethodFindings.DialbackNotOffered(address, inClear));
        var condition = tried.Dialback?.Condition ?? tried.Problem?.Condition;
        // Who cannot connect to us for a question cannot connect to us for a stream.
        if (tried.Dialback is null or { Result: DialbackResult.Error } && Troubles.IsOurs(condition)) return MethodStanding.RuledOut(MethodFindings.DialbackFailed(address, condition, tried.Dialback?.Text ?? tried.Problem?.Text));
        if (tried.Authority is not { Result: DialbackResult.Invalid or DialbackResult.Valid }) return MethodStanding.Open(MethodFindings.AuthoritySilent(address, tried.Authority?.Condition));
        if (!HasReachedUs(tried)) return MethodStanding.Open(Findings.TheirWayUnseen(domain));
        return tried.Authority.Result == DialbackResult.Valid ? MethodStanding.Proved(MethodFindings.ForeignKeyAccepted(address, Side.Theirs)) : MethodStanding.Proved();
    }

    public static bool HasReachedUs(StreamReport? tried) => tried is { Dialback.Result: DialbackResult.Invalid };
}
