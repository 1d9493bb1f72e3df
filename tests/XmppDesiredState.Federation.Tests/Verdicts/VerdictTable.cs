using System.Text;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Tests.Verdicts;

/// <summary>The table of the project's README.</summary>
internal static class VerdictTable
{
    public static string Of(Evidence evidence)
    {
        var text = new StringBuilder();
        var used = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (title, rows) in VerdictRow.Groups)
        {
            text.Append($"### {title}\n| our side | their side | `verify` | out | in | without our key | a real ping |\n|---|---|---|---|---|---|---|\n");
            foreach (var row in rows)
            {
                var verdict = evidence.Verdicts[Standpoint.WithKey][row];
                foreach (var finding in Deciding(verdict.Outgoing).Concat(Deciding(verdict.Incoming!)))
                    used[finding.Why.Code] = finding.Why.Descriptor.Title;
                text.Append($"| {Ours(row.Ours)} | {row.Theirs.Words} | **{Word(verdict.Kind)}** | {Words(verdict.Outgoing)} | {Words(verdict.Incoming!)} | {Word(evidence.Verdicts[Standpoint.WithoutKey][row].Kind)} | {Words(evidence.Truth[row])} |\n");
            }

            text.Append('\n');
        }

        text.Append("The codes in the table, which `explain` explains:\n\n");
        foreach (var (code, title) in used)
            text.Append($"- `{code}`: {title}.\n");
        return text.ToString();
    }

    private static string Ours(OurDomain ours) => ours.Declared
        + (ours.Certificate switch { CertificateKind.Good => "", CertificateKind.ServerAuthOnly => "; our certificate for serverAuth only", _ => "; our certificate expired" })
        + (ours.IsFindable ? "" : "; our SRV record leads to a dead port");

    private static string Words(DirectionVerdict verdict) => verdict.Kind switch
    {
        VerdictKind.Works => Method(verdict.Method),
        VerdictKind.CannotWork => $"cannot: {Codes(verdict)}",
        _ => $"unknown: {Codes(verdict)}",
    };

    private static string Codes(DirectionVerdict verdict) => string.Join(", ", Deciding(verdict).Select(finding => finding.Why.Code).Distinct());

    private static IEnumerable<VerifyFinding> Deciding(DirectionVerdict verdict) => verdict.Findings.Where(finding => finding.Decides);

    private static string Word(VerdictKind kind) => kind switch { VerdictKind.Works => "works", VerdictKind.CannotWork => "cannot work", _ => "cannot tell" };

    private static string Words(RealFederation real) => real.Ping.IsPong ? $"pong: {Method(real.Outgoing!.Value)} out, {Method(real.Incoming!.Value)} in" : $"error: {real.Ping.Error}";

    private static string Method(AuthenticationMethods method) => method switch
    {
        AuthenticationMethods.SaslOverTls => "EXTERNAL",
        AuthenticationMethods.TlsDialback => "dialback over TLS",
        AuthenticationMethods.TcpDialback => "dialback in clear",
        _ => method.ToString(),
    };
}
