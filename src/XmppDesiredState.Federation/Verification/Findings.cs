using System.Globalization;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Verification;

/// <summary>Findings on servers and streams, one method each. All decide unless <see cref="Beside"/> says otherwise.</summary>
internal static class Findings
{
    /// <summary>The same, where it decides nothing.</summary>
    public static VerifyFinding Beside(VerifyFinding finding) => finding with { Decides = false };

    public static VerifyFinding DeclaredAbsent(string owner) => Theirs(VerifyDiagnostics.DeclaredAbsent, $"{owner} says that the service is not available.", "Ask the domain's administrators, or remove the partner.");

    public static VerifyFinding NotFound(string domain) => Theirs(VerifyDiagnostics.NotFound, $"{domain} has neither SRV records nor an address.", "Correct the domain, or have its owner publish _xmpp-server._tcp.");

    public static VerifyFinding NoTargetHasAddress(string owner) => Theirs(VerifyDiagnostics.NotFound, $"No target of {owner} has an address.", "Have the owner of the domain correct the targets, or add their addresses.");

    public static VerifyFinding LookupFailed(string name) => Between(VerifyDiagnostics.LookupFailed, $"DNS fails for {name}.", "Ask another resolver with --resolver; if that fails too, the owner of the zone has to mend it.");

    public static VerifyFinding LookupSilent(string name) => Between(VerifyDiagnostics.LookupSilent, $"No resolver answered in time for {name}.", "Name a resolver that answers with --resolver, and try again.");

    public static VerifyFinding TargetWithoutAddress(string owner, string target) => Theirs(VerifyDiagnostics.TargetWithoutAddress, $"{target}, a target of {owner}, has no address.", "Have the target corrected.");

    public static VerifyFinding TargetIsAlias(string owner, string target) => Theirs(VerifyDiagnostics.TargetIsAlias, $"{target}, a target of {owner}, is an alias (CNAME).", "Have the host named that it leads to.");

    public static VerifyFinding TargetIsPrivate(string owner, string target) => Theirs(VerifyDiagnostics.TargetIsPrivate, $"{target}, a target of {owner}, has a private address.", "Look with a public resolver (--resolver).");

    public static VerifyFinding LeftOut(string name, int count, string what) =>
        Theirs(VerifyDiagnostics.LeftOut, string.Create(CultureInfo.InvariantCulture, $"{name} has {count} more {what} than are looked at."), "Look at the others one by one if they matter.");

    /// <param name="problems">Of every door, at least one.</param>
    public static VerifyFinding Unreachable(IReadOnlyList<StreamProblem> problems) =>
        Between(VerifyDiagnostics.Unreachable, problems.Count == 1 ? problems[0].Sentence : $"{Start(problems[0])}, and so with {problems.Count - 1} more.", "Run verify where the gateway is, or open TCP 5269 outward for this machine.");

    public static VerifyFinding TargetDead(StreamProblem problem) => Theirs(VerifyDiagnostics.TargetDead, problem.Sentence, "Have it mended, or taken out of the SRV records.");

    public static VerifyFinding NotXmpp(StreamProblem problem) => Theirs(VerifyDiagnostics.NotXmpp, problem.Sentence, "Have the target and the port of the SRV record corrected.");

    public static VerifyFinding BrokeOff(StreamProblem problem) => Between(VerifyDiagnostics.BrokeOff, problem.Sentence, "Try again later, and from the gateway's own address.");

    public static VerifyFinding Refused(StreamProblem problem) => Theirs(VerifyDiagnostics.Refused, problem.Sentence, "Have their administrators admit our domain, or serve theirs.");

    public static VerifyFinding TlsMissing(string address) => Theirs(VerifyDiagnostics.TlsMissing, $"{address} offers no STARTTLS, and TLS is required.", "Have TLS enabled there, which takes a certificate and its key.");

    public static VerifyFinding TlsRequired(string address) => Ours(VerifyDiagnostics.TlsRequired, $"{address} requires TLS, and it is declared as not supported.", "Declare a negotiation with TLS, such as sasl-or-tls-dialback.");

    public static VerifyFinding TlsFailed(StreamProblem problem) => Between(VerifyDiagnostics.TlsFailed, problem.Sentence, "Compare its TLS versions and certificate with what the gateway supports.");

    public static VerifyFinding NoMethod(string address, Negotiation declared) =>
        Ours(VerifyDiagnostics.NoMethod, $"{address} offers nothing that {declared} permits.", "Declare a negotiation that permits what is offered, if that is strong enough.");

    public static VerifyFinding NotNegotiable(Negotiation declared) => Ours(VerifyDiagnostics.NotNegotiable, $"{declared} permits no method of authentication.", "Declare one of the presets.");

    public static VerifyFinding OnlyDirectTls(string domain) => Theirs(VerifyDiagnostics.OnlyDirectTls, $"{domain} can only be reached with direct TLS.", "Ask for _xmpp-server records too.");

    public static VerifyFinding OursNotFound(string domain) => Ours(VerifyDiagnostics.OursNotFound, $"{domain} has no server that others can find.", "Publish _xmpp-server._tcp for it.");

    public static VerifyFinding OursUnseen(string domain) => Between(VerifyDiagnostics.OursUnseen, $"The server of {domain} cannot be seen from here.", "Run verify from outside, or let a partner try.");

    public static VerifyFinding OursWithoutTls(string address) => Ours(VerifyDiagnostics.OursWithoutTls, $"{address}, our own server, offers no STARTTLS.", "Assign the certificate on the gateway.");

    public static VerifyFinding TheirWayUnseen(string domain) => Between(VerifyDiagnostics.TheirWayUnseen, $"Whether {domain} reaches our server is not seen.", "Have one of its users send a message.");

    public static VerifyFinding OursInOrder(string domain) => Ours(VerifyDiagnostics.OursInOrder, $"Nothing is wrong with {domain} as seen from here, and only partners get further.", "See the verdicts on the partners.");

    public static VerifyFinding OursIsReserved(StreamProblem problem) =>
        Between(VerifyDiagnostics.OursIsReserved, problem.Sentence, "See the verdicts on the partners, and have one of them try where those do not tell.");

    internal static VerifyFinding Ours(DiagnosticDescriptor code, string summary, string fix) => new(code.At(null, summary, fix), Side.Ours, Decides: true);

    internal static VerifyFinding Theirs(DiagnosticDescriptor code, string summary, string fix) => new(code.At(null, summary, fix), Side.Theirs, Decides: true);

    internal static VerifyFinding Between(DiagnosticDescriptor code, string summary, string fix) => new(code.At(null, summary, fix), Side.Between, Decides: true);

    private static string Start(StreamProblem problem) => problem.Sentence.TrimEnd('.');
}
