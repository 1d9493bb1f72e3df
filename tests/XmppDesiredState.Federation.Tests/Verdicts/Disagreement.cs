using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Tests.Verdicts;

/// <summary>Where a verdict says what the servers did not do. That it cannot tell is no disagreement.</summary>
internal static class Disagreement
{
    public static IEnumerable<string> Of(VerdictRow row, PeerVerdict verdict, RealFederation real)
    {
        var name = $"{row.Ours.Domain} and {row.Theirs.Domain}";
        if (Contradicts(verdict.Kind, real.Ping.IsPong)) yield return $"{name}: {verdict.Kind}, but the ping: {real.Ping.Error ?? "pong"}";
        foreach (var problem in Of($"{name}, outgoing", verdict.Outgoing, real.Outgoing)) yield return problem;
        if (!real.IncomingWasTried || verdict.Incoming is null) yield break;
        foreach (var problem in Of($"{name}, incoming", verdict.Incoming, real.Incoming)) yield return problem;
    }

    private static IEnumerable<string> Of(string name, DirectionVerdict verdict, AuthenticationMethods? method)
    {
        var said = $"{verdict.Kind} {verdict.Method} {string.Join(' ', verdict.Findings.Select(finding => finding.Why))}";
        if (Contradicts(verdict.Kind, method is not null)) yield return $"{name}: {said}, but it was {method?.ToString() ?? "not authenticated"}";
        else if (verdict.Kind == VerdictKind.Works && !IsAsStrong(method!.Value, verdict.Method)) yield return $"{name}: {said}, but with {method}";
    }

    // Servers try EXTERNAL before dialback, and so may use it where verify had proved dialback alone.
    private static bool IsAsStrong(AuthenticationMethods used, AuthenticationMethods proved) => used == proved || (used == AuthenticationMethods.SaslOverTls && proved == AuthenticationMethods.TlsDialback);

    private static bool Contradicts(VerdictKind kind, bool worked) => kind switch { VerdictKind.Works => !worked, VerdictKind.CannotWork => worked, _ => false };
}
