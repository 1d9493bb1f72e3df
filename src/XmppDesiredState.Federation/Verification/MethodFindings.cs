using XmppDesiredState.Federation.Streams;

namespace XmppDesiredState.Federation.Verification;

/// <summary>Findings on SASL EXTERNAL and dialback.</summary>
internal static class MethodFindings
{
    public static VerifyFinding ExternalUnproved(string address, bool isOffered, WeighingTerms terms) =>
        Findings.Ours(VerifyDiagnostics.ExternalUnproved, $"{address} {(isOffered ? "offers SASL EXTERNAL" : "offers no SASL EXTERNAL to who presents no certificate")}, and {(terms.HasIdentity ? "it was not to be tried" : "no certificate of ours was given to try it with")}.",
            terms.HasIdentity ? "Let verify try it." : "Give verify the certificate and key of our domain, or have the gateway try.");

    public static VerifyFinding ExternalRefused(string address, ExternalAnswer answer) =>
        Findings.Ours(VerifyDiagnostics.ExternalRefused, $"{address} refused SASL EXTERNAL with {answer.Condition}{(answer.Text is null ? "" : $" (\"{answer.Text}\")")}.", "Correct our certificate, have its CA trusted there, or allow dialback over TLS.");

    public static VerifyFinding ExternalNotOffered(string address) =>
        Findings.Theirs(VerifyDiagnostics.ExternalNotOffered, $"{address} offers no SASL EXTERNAL for our certificate.", "Have our CA trusted and SASL EXTERNAL enabled there, or allow dialback over TLS.");

    public static VerifyFinding ClientUsageMissing(string subject, Side side) =>
        new(VerifyDiagnostics.ClientUsageMissing.At(null, $"{subject} is not for clientAuth, so SASL EXTERNAL may be refused for it; public CAs give that usage up since 2026.", "Use a CA that grants it, or allow dialback over TLS."), side, Decides: true);

    public static VerifyFinding ClientUsageEnds(string subject, Side side) =>
        new(VerifyDiagnostics.ClientUsageEnds.At(null, $"{subject} is for clientAuth; its successor from a public CA will probably not be.", "Before it ends, allow dialback over TLS, or agree on a private CA."), side, Decides: false);

    public static VerifyFinding FallbackUnknown(string address) =>
        Findings.Between(VerifyDiagnostics.FallbackUnknown, $"{address} offers SASL EXTERNAL, which is tried before dialback and was not proved.", "Prove it with the certificate and key of our domain, or declare tls-dialback.");

    public static VerifyFinding OurOfferUnseen() =>
        Findings.Between(VerifyDiagnostics.FallbackUnknown, "Whether our own server offers SASL EXTERNAL to everybody, so that it is tried before dialback, is not seen from here.", "Prove it with the certificate and key of our domain, or declare tls-dialback.");

    public static VerifyFinding FallbackUnseen(string address) =>
        Findings.Between(VerifyDiagnostics.FallbackUnknown, $"{address} may offer SASL EXTERNAL to who presents a certificate, which its own certificate then spoils.", "Have its certificate mended, or declare tls-dialback.");

    public static VerifyFinding IdentityDiffers() =>
        Findings.Ours(VerifyDiagnostics.IdentityDiffers, "Our own server was not seen to present the certificate that SASL EXTERNAL was tried with.", "Try with the gateway's certificate.");

    public static VerifyFinding DialbackNotOffered(string address, bool inClear) =>
        Findings.Theirs(VerifyDiagnostics.DialbackNotOffered, $"{address} does not offer dialback{(inClear ? " in clear" : "")}.", "Have it enabled there, or use SASL EXTERNAL.");

    public static VerifyFinding DialbackFailed(string address, StreamReport tried)
    {
        var (condition, text) = (tried.Dialback?.Condition ?? tried.Problem?.Condition, tried.Dialback?.Text ?? tried.Problem?.Text);
        var summary = $"{address} could not or would not check our key: {condition}{(text is null ? "" : $" (\"{text}\")")}.";
        return Troubles.IsOurs(condition) ? Findings.Ours(VerifyDiagnostics.DialbackFailed, summary, "Correct our SRV records, or open our port 5269 for it.")
            : Findings.Theirs(VerifyDiagnostics.DialbackFailed, summary, "Have their administrators see why, and admit our domain.");
    }

    public static VerifyFinding DialbackUnanswered(string address, StreamProblem? problem) =>
        Findings.Between(VerifyDiagnostics.DialbackUnanswered, problem?.Sentence ?? $"{address} did not answer our key.", "See whether our port 5269 is open for it, and try again with a longer --timeout.");

    public static VerifyFinding DialbackNotTried(string address) =>
        Findings.Ours(VerifyDiagnostics.DialbackNotTried, $"{address} offers dialback, which was not tried.", "Run verify without looking only, and with a domain of ours.");

    public static VerifyFinding ForeignKeyAccepted(string address, Side side) =>
        Findings.Beside(new(VerifyDiagnostics.ForeignKeyAccepted.At(null, side == Side.Theirs ? $"{address} vouches for a key that it did not issue." : $"{address} accepted a key that our server did not issue.",
            side == Side.Theirs ? "Do not use dialback with it until that is mended." : "See whether our server vouches for any key, or theirs does not ask."), side, Decides: false));

    public static VerifyFinding AuthoritySilent(string address, string? condition) =>
        Findings.Theirs(VerifyDiagnostics.AuthoritySilent, $"{address} did not say whether a key is its own{(condition is null ? "" : $": {condition}")}.", "Have one of its users send a message, so that a stream to us is opened.");
}
