using XmppDesiredState.Federation.Streams;

namespace XmppDesiredState.Federation.Verification;

/// <summary>Which troubles of a stream decide.</summary>
internal static class Troubles
{
    /// <summary>What passes by itself, of the stream errors (RFC 6120 §4.9.3) and of the errors of dialback (XEP-0220 §2.4).</summary>
    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal)
    {
        "conflict", "connection-timeout", "internal-server-error", "recipient-unavailable", "reset", "resource-constraint", "see-other-host", "system-shutdown", "undefined-condition", "no condition",
    };

    /// <summary>They could not connect to our server, or not find it.</summary>
    private static readonly HashSet<string> WayToUs = new(StringComparer.Ordinal)
    {
        "remote-connection-failed", "remote-server-not-found", "remote-server-timeout",
    };

    public static bool Passes(string? condition) => condition is null || Passing.Contains(condition);

    public static bool IsOurs(string? condition) => condition is not null && WayToUs.Contains(condition);

    /// <summary>The finding on a stream that came to nothing before anything was offered.</summary>
    public static VerifyFinding Of(StreamProblem problem) => problem.Kind switch
    {
        StreamProblemKind.StreamError => Passes(problem.Condition) ? Findings.BrokeOff(problem) : Findings.Refused(problem),
        StreamProblemKind.TimedOut or StreamProblemKind.Closed => Findings.BrokeOff(problem),
        StreamProblemKind.TlsFailed => Findings.TlsFailed(problem),
        StreamProblemKind.StartTlsRefused => Findings.Refused(problem),
        StreamProblemKind.NotResolved or StreamProblemKind.Refused or StreamProblemKind.Unreachable => Findings.Unreachable([problem]),
        _ => Findings.NotXmpp(problem),
    };

    /// <summary>Whether such a finding rules everything out, or leaves everything open.</summary>
    public static bool Decides(StreamProblem problem) => problem.Kind switch
    {
        StreamProblemKind.StreamError => !Passes(problem.Condition),
        StreamProblemKind.TimedOut or StreamProblemKind.Closed or StreamProblemKind.TlsFailed or StreamProblemKind.NotResolved or StreamProblemKind.Refused or StreamProblemKind.Unreachable => false,
        _ => true,
    };
}
