using System.Collections.Immutable;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Verification;

/// <summary>
/// From what was seen and declared to a verdict, by itself: nothing is asked here. The table is in the README of this project.
/// </summary>
internal static class Weighing
{
    /// <summary>The verdict on a domain of ours, which was asked in nobody's name: what a partner is offered is told with that partner.</summary>
    public static PeerVerdict OfOurs(VerifyPeer peer, DomainSighting seen, WeighingTerms terms)
    {
        var (reach, door) = Reach.Of(seen, Side.Ours);
        var verdict = Verdict(OfOurs(seen, reach, door, terms), AuthenticationMethods.None);
        var said = verdict.Findings.Select(finding => finding.Why.Summary).ToHashSet(StringComparer.Ordinal);
        return new PeerVerdict(peer, seen, verdict, null, [.. Oddities.Of(seen, door, Side.Ours, terms).Where(finding => said.Add(finding.Why.Summary))]);
    }

    /// <summary>The verdict on a domain of a partner, declared or not.</summary>
    /// <param name="ours">The domain of ours in whose name it was asked; null: there is none.</param>
    public static PeerVerdict OfTheirs(VerifyPeer peer, DomainSighting seen, DomainSighting? ours, WeighingTerms terms)
    {
        if (peer.Declared is { } declared) return Of(peer, declared, seen, ours, terms);
        // Strongest first, and the first of the best is taken.
        return Negotiation.Presets.Select(preset => Of(peer, preset.Negotiation, seen, ours, terms with { IsDeclared = false })).MinBy(verdict => Rank(verdict.Kind))!;
    }

    public static DirectionVerdict Verdict(MethodStanding standing, AuthenticationMethods method) => standing.Standing switch
    {
        Standing.Proved => new DirectionVerdict(VerdictKind.Works, method, [.. standing.Findings.Select(Findings.Beside)]),
        Standing.Open => new DirectionVerdict(VerdictKind.CannotTell, method, standing.Findings),
        _ => new DirectionVerdict(VerdictKind.CannotWork, AuthenticationMethods.None, standing.Findings),
    };

    /// <param name="sasl">Null: not permitted, or not possible without TLS.</param>
    /// <param name="dialback">Null: not permitted.</param>
    /// <param name="isTriedFirst">Whether EXTERNAL is offered, so that it is tried before dialback.</param>
    public static DirectionVerdict Combine(MethodStanding? sasl, MethodStanding? dialback, AuthenticationMethods dialbackMethod, bool isTriedFirst, Func<VerifyFinding> fallback)
    {
        if (sasl is { Standing: Standing.Proved }) return Verdict(sasl, AuthenticationMethods.SaslOverTls);
        if (sasl is null) return Verdict(dialback ?? throw new ArgumentNullException(nameof(dialback)), dialbackMethod);
        if (dialback is null) return Verdict(sasl, AuthenticationMethods.SaslOverTls);
        // What is not seen of the one is said by the other.
        var beside = sasl.Findings.Where(finding => finding.Why.Descriptor != VerifyDiagnostics.TheirWayUnseen).Select(Findings.Beside);
        var both = sasl.Findings.Concat(dialback.Findings).DistinctBy(finding => finding.Why.Summary, StringComparer.Ordinal).ToImmutableArray();
        return (sasl.Standing, dialback.Standing) switch
        {
            (_, Standing.Proved) when isTriedFirst => Verdict(MethodStanding.Open([fallback(), .. beside, .. dialback.Findings]), dialbackMethod),
            (_, Standing.Proved) => Verdict(MethodStanding.Proved([.. beside, .. dialback.Findings]), dialbackMethod),
            (Standing.RuledOut, Standing.RuledOut) => Verdict(MethodStanding.RuledOut(both), AuthenticationMethods.None),
            (Standing.RuledOut, _) => Verdict(MethodStanding.Open([.. dialback.Findings, .. beside]), dialbackMethod),
            (_, Standing.RuledOut) => Verdict(MethodStanding.Open([.. sasl.Findings, .. dialback.Findings.Select(Findings.Beside)]), AuthenticationMethods.SaslOverTls),
            _ => Verdict(MethodStanding.Open(both), AuthenticationMethods.SaslOverTls | dialbackMethod),
        };
    }

    private static MethodStanding OfOurs(DomainSighting seen, MethodStanding reach, DoorSighting? door, WeighingTerms terms)
    {
        if (door is null) return reach.Standing == Standing.RuledOut ? MethodStanding.RuledOut(Findings.OursNotFound(seen.Domain)) : reach;
        // A gateway that speaks to its partners alone is right to turn a nobody away.
        if (door.Report.Problem is { Kind: StreamProblemKind.StreamError, Condition: not ("host-unknown" or "host-gone") } problem) return MethodStanding.Open(Findings.OursIsReserved(problem));
        if (reach.Standing != Standing.Proved) return reach;
        if (door.Report.ClearFeatures is not { StartTls: not StartTlsOffer.None }) return MethodStanding.Open(Findings.OursWithoutTls($"{door.Address}"));
        if (door.Chain.IsEmpty && door.Report.Problem is { } trouble) return MethodStanding.Open(Reach.For(Side.Ours, Troubles.Of(trouble)));
        return CertificateFindings.Bad(door, Side.Ours, terms) is { IsEmpty: false } bad ? MethodStanding.Open(bad) : MethodStanding.Open(Findings.OursInOrder(seen.Domain));
    }

    private static PeerVerdict Of(VerifyPeer peer, Negotiation declared, DomainSighting seen, DomainSighting? ours, WeighingTerms terms)
    {
        var outgoing = OutgoingWeighing.Of(declared, seen, ours, terms);
        var incoming = IncomingWeighing.Of(declared, seen, ours, terms);
        var said = outgoing.Findings.Concat(incoming.Findings).Select(finding => finding.Why.Summary).ToHashSet(StringComparer.Ordinal);
        var also = Oddities.Of(seen, Doors.Deciding(seen), Side.Theirs, terms).AddRange(Readiness.Of(declared, seen, ours, terms)).Where(finding => said.Add(finding.Why.Summary));
        return new PeerVerdict(peer, seen, outgoing, incoming, [.. also]) { Weighed = declared };
    }

    private static int Rank(VerdictKind kind) => kind switch { VerdictKind.Works => 0, VerdictKind.CannotTell => 1, _ => 2 };
}
