using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Verification;

/// <summary>Streams that our gateway opens to them: what is declared of ours against what they offer and answer.</summary>
internal static class OutgoingWeighing
{
    public static DirectionVerdict Of(Negotiation declared, DomainSighting seen, DomainSighting? ours, WeighingTerms terms)
    {
        if (declared.IsInvalid) return Weighing.Verdict(MethodStanding.RuledOut(Findings.NotNegotiable(declared)), AuthenticationMethods.None);
        var (reach, door) = Reach.Of(seen, Side.Theirs);
        if (door is null || reach.Standing != Standing.Proved) return Weighing.Verdict(reach, declared.Methods);
        var address = $"{door.Address}";
        // Null: an XMPP older than 1.0, which has dialback alone.
        var clear = door.Report.ClearFeatures;
        var offersTls = clear is { StartTls: not StartTlsOffer.None };
        if (declared.Tls == NegotiationLevel.Required && !offersTls) return Weighing.Verdict(MethodStanding.RuledOut(Findings.TlsMissing(address)), AuthenticationMethods.None);
        if (declared.Tls == NegotiationLevel.NotSupported && clear is { StartTls: StartTlsOffer.Required }) return Weighing.Verdict(MethodStanding.RuledOut(Findings.TlsRequired(address)), AuthenticationMethods.None);
        if (!offersTls || declared.Tls == NegotiationLevel.NotSupported)
        {
            return Weighing.Verdict(declared.Methods.HasFlag(AuthenticationMethods.TcpDialback) ? DialbackWeighing.Outgoing(door.InClear, clear?.Dialback ?? true, address, inClear: true, terms)
                : MethodStanding.RuledOut(Findings.NoMethod(address, declared)), AuthenticationMethods.TcpDialback);
        }

        return OverTls(declared, door, ours, terms);
    }

    private static DirectionVerdict OverTls(Negotiation declared, DoorSighting door, DomainSighting? ours, WeighingTerms terms)
    {
        var address = $"{door.Address}";
        if (door.Report.SecuredFeatures is not { } features) return WithoutFeatures(declared, door, terms);
        var sasl = declared.Methods.HasFlag(AuthenticationMethods.SaslOverTls) ? ExternalWeighing.Outgoing(door, ours, terms) : null;
        var dialback = declared.Methods.HasFlag(AuthenticationMethods.TlsDialback) ? DialbackWeighing.Outgoing(door.Challenge, features.Dialback, address, inClear: false, terms) : null;
        var isOffered = features.Mechanisms.Contains("EXTERNAL", StringComparer.Ordinal);
        // Who shows no certificate may be offered less than the gateway will be.
        var mayBeOffered = !terms.HasIdentity && !CertificateFindings.BadForServers(door, Side.Theirs, terms).IsEmpty;
        return sasl is null && dialback is null ? Weighing.Verdict(MethodStanding.RuledOut(Findings.NoMethod(address, declared)), AuthenticationMethods.None)
            : Weighing.Combine(sasl, dialback, AuthenticationMethods.TlsDialback, isOffered || mayBeOffered, () => isOffered ? MethodFindings.FallbackUnknown(address) : MethodFindings.FallbackUnseen(address));
    }

    // Over TLS nothing was offered.
    private static DirectionVerdict WithoutFeatures(Negotiation declared, DoorSighting door, WeighingTerms terms)
    {
        var problem = door.Report.Problem!;
        var finding = Troubles.Of(problem);
        // Who shows no certificate is turned away by servers that insist on one, also where dialback would follow (s2s_secure_auth of Prosody).
        var wantsCertificate = problem.Kind == StreamProblemKind.StreamError && !terms.HasIdentity && problem.Stage is StreamStage.OpeningSecured or StreamStage.ReadingSecuredFeatures
            && problem.Condition is "not-authorized" or "policy-violation";
        if (!wantsCertificate) return Weighing.Verdict(Troubles.Decides(problem) ? MethodStanding.RuledOut(finding) : MethodStanding.Open(finding), declared.Methods & ~AuthenticationMethods.TcpDialback);
        return declared.Methods.HasFlag(AuthenticationMethods.SaslOverTls)
            ? Weighing.Verdict(MethodStanding.Open(MethodFindings.ExternalUnproved($"{door.Address}", isOffered: false, terms), Findings.Beside(finding)), AuthenticationMethods.SaslOverTls)
            : Weighing.Verdict(MethodStanding.Open(CertificateFindings.Wanted($"{door.Address}"), Findings.Beside(finding)), AuthenticationMethods.TlsDialback);
    }
}
