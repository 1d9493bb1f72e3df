using XmppDesiredState.Federation.Streams;

namespace XmppDesiredState.Federation.Verification;

/// <summary>How SASL EXTERNAL over TLS stands: XEP-0178.</summary>
internal static class ExternalWeighing
{
    /// <summary>We open. Their certificate must be good for our gateway, ours for them; the latter is proved by success alone.</summary>
    public static MethodStanding Outgoing(DoorSighting door, DomainSighting? ours, WeighingTerms terms)
    {
        var address = $"{door.Address}";
        if (door.Chain.IsEmpty) return MethodStanding.Open(CertificateFindings.NotSeen(address));
        var bad = CertificateFindings.BadForServers(door, Side.Theirs, terms);
        if (!bad.IsEmpty) return MethodStanding.RuledOut(bad);
        if (door.External is { External: { } answer })
        {
            if (!answer.Succeeded) return MethodStanding.RuledOut(MethodFindings.ExternalRefused(address, answer));
            // They trust us; whether our gateway trusts them is not told by a machine that does not.
            if (CertificateFindings.Untrusted(door, Side.Theirs, terms) is { } untrusted) return MethodStanding.Open(untrusted with { Decides = true });
            return PresentsIdentity(ours, terms) ? MethodStanding.Proved() : MethodStanding.Proved(MethodFindings.IdentityDiffers());
        }

        var isOffered = door.Report.SecuredFeatures?.Mechanisms.Contains("EXTERNAL", StringComparer.Ordinal) ?? false;
        if (!isOffered && terms.HasIdentity) return MethodStanding.RuledOut(MethodFindings.ExternalNotOffered(address));
        if (door.External?.Problem is { Kind: StreamProblemKind.StreamError } refusal && Troubles.Decides(refusal)) return MethodStanding.RuledOut(Findings.Refused(refusal));
        if (door.External?.Problem is { } problem) return MethodStanding.Open(Findings.BrokeOff(problem));
        // What our own server presents is what our gateway will present, as far as can be seen.
        if (!terms.HasIdentity && ours is not null && Doors.Deciding(ours) is { } own)
        {
            if (CertificateFindings.Bad(own, Side.Ours, terms) is { IsEmpty: false } badOwn) return MethodStanding.RuledOut(badOwn);
            if (!own.Chain.IsEmpty && !CertificateFindings.IsForClients(own.Chain[0]))
                return MethodStanding.Open(MethodFindings.ExternalUnproved(address, isOffered, terms), MethodFindings.ClientUsageMissing($"Our certificate, as {own.Address} presents it,", Side.Ours));
        }

        return MethodStanding.Open(MethodFindings.ExternalUnproved(address, isOffered, terms));
    }

    /// <summary>
    /// They open. Decided by our roots over the certificate that they present, by their trust in ours, which success in the other direction has proved, and by whether our
    /// server stands open.
    /// </summary>
    public static MethodStanding Incoming(DoorSighting door, DomainSighting ours, WeighingTerms terms)
    {
        if (door.Chain.IsEmpty) return MethodStanding.Open(CertificateFindings.NotSeen($"{door.Address}"));
        var bad = CertificateFindings.Bad(door, Side.Theirs, terms);
        if (!bad.IsEmpty) return MethodStanding.RuledOut(bad);
        if (!CertificateFindings.IsForClients(door.Chain[0])) return MethodStanding.Open(MethodFindings.ClientUsageMissing($"The certificate that {door.Address} presents", Side.Theirs));
        if (!CertificateFindings.IsForServers(door.Chain[0])) return MethodStanding.Open(CertificateFindings.ServerUsageMissing($"The certificate that {door.Address} presents", Side.Theirs));
        var own = Doors.Deciding(ours);
        var isProvedOutward = door.External is { External.Succeeded: true };
        var isOpen = own?.Report.Certificate is not null || DialbackWeighing.HasReachedUs(door.Challenge);
        if (!isOpen) return MethodStanding.Open(Findings.OursUnseen(ours.Domain));
        if (!isProvedOutward) return MethodStanding.Open(Findings.TheirWayUnseen(door.Report.Target.Domain));
        if (!terms.TrustIsGiven) return MethodStanding.Open(Findings.Ours(VerifyDiagnostics.TrustNotJudged, $"Whether our gateway trusts the certificate of {door.Address} was not judged.", "Give verify the roots that the gateway trusts."));
        if (own is not null && CertificateFindings.Bad(own, Side.Ours, terms) is { IsEmpty: false } badOwn) return MethodStanding.RuledOut(badOwn);
        return PresentsIdentity(ours, terms) ? MethodStanding.Proved() : MethodStanding.Open(MethodFindings.IdentityDiffers());
    }

    private static bool PresentsIdentity(DomainSighting? ours, WeighingTerms terms) =>
        ours is not null && Doors.Deciding(ours)?.Report.Certificate?.Thumbprint is { } presented && presented == terms.IdentityThumbprint;
}
