using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Verification;

/// <summary>Streams that they open to our gateway: what is declared demands of them, against what they and our own servers show.</summary>
internal static class IncomingWeighing
{
    public static DirectionVerdict Of(Negotiation declared, DomainSighting seen, DomainSighting? ours, WeighingTerms terms)
    {
        if (declared.IsInvalid) return Weighing.Verdict(MethodStanding.RuledOut(Findings.NotNegotiable(declared)), AuthenticationMethods.None);
        var (reach, door) = Reach.Of(seen, Side.Theirs);
        var tried = door?.Challenge ?? door?.InClear;
        if (ours is null) return Weighing.Verdict(MethodStanding.Open(Findings.TheirWayUnseen(seen.Domain)), declared.Methods);
        var (ownReach, own) = Reach.Of(ours, Side.Ours);
        // Who cannot connect to us for a question cannot connect to us for a stream.
        if (DialbackWeighing.WayToUs(tried) is not null)
        {
            var finding = MethodFindings.DialbackFailed($"{door!.Address}", tried!);
            return Weighing.Verdict(terms.IsDeclared ? MethodStanding.RuledOut(finding) : MethodStanding.Open(finding), declared.Methods);
        }

        // Who has asked our server has found it, whatever is seen from here.
        if (!DialbackWeighing.HasReachedUs(tried))
        {
            if (own is null && ownReach.Standing == Standing.RuledOut) return Weighing.Verdict(MethodStanding.RuledOut(Findings.OursNotFound(ours.Domain)), AuthenticationMethods.None);
            if (own is { Report.ClearFeatures.StartTls: StartTlsOffer.None } && declared.Tls == NegotiationLevel.Required)
                return Weighing.Verdict(MethodStanding.RuledOut(Findings.OursWithoutTls($"{own.Address}")), AuthenticationMethods.None);
        }

        // What they do when they open is not seen where they cannot be asked; and dialback needs their server too.
        if (door is null || reach.Standing != Standing.Proved)
        {
            var needsThem = !declared.Methods.HasFlag(AuthenticationMethods.SaslOverTls) && reach.Standing == Standing.RuledOut && door is null;
            return Weighing.Verdict(needsThem ? reach : MethodStanding.Open(Findings.TheirWayUnseen(seen.Domain)), declared.Methods);
        }

        return Methods(declared, door, ours, own, terms);
    }

    private static DirectionVerdict Methods(Negotiation declared, DoorSighting door, DomainSighting ours, DoorSighting? own, WeighingTerms terms)
    {
        var (address, domain) = ($"{door.Address}", door.Report.Target.Domain);
        var overTls = declared.Tls != NegotiationLevel.NotSupported && door.Report.ClearFeatures is { StartTls: not StartTlsOffer.None };
        if (!overTls)
        {
            // Who wants TLS of us can be expected to want it where it opens, and what it then does is not seen.
            var wantsTls = door.Report.ClearFeatures is { StartTls: StartTlsOffer.Required };
            if (wantsTls || !declared.Methods.HasFlag(AuthenticationMethods.TcpDialback)) return Weighing.Verdict(MethodStanding.Open(Findings.TheirWayUnseen(domain)), declared.Methods);
            return Weighing.Verdict(DialbackWeighing.Incoming(door.InClear, door.Report.ClearFeatures?.Dialback ?? true, address, domain, inClear: true), AuthenticationMethods.TcpDialback);
        }

        var sasl = declared.Methods.HasFlag(AuthenticationMethods.SaslOverTls) ? ExternalWeighing.Incoming(door, ours, terms) : null;
        var dialback = !declared.Methods.HasFlag(AuthenticationMethods.TlsDialback) ? null
            : door.Report.SecuredFeatures is { } features ? DialbackWeighing.Incoming(door.Challenge, features.Dialback, address, domain, inClear: false)
            : MethodStanding.Open(Findings.TheirWayUnseen(domain));
        // Without our own features nobody knows whether EXTERNAL is offered to every comer.
        var isTriedFirst = own?.Report.SecuredFeatures is not { } offered || offered.Mechanisms.Contains("EXTERNAL", StringComparer.Ordinal);
        return sasl is null && dialback is null ? Weighing.Verdict(MethodStanding.RuledOut(Findings.NoMethod(address, declared)), AuthenticationMethods.None)
            : Weighing.Combine(sasl, dialback, AuthenticationMethods.TlsDialback, isTriedFirst, () => own?.Report.SecuredFeatures is null ? MethodFindings.OurOfferUnseen() : MethodFindings.FallbackUnknown($"{own.Address}, our own server,"));
    }
}
