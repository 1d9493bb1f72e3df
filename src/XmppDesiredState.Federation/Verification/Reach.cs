using XmppDesiredState.Federation.Streams;

namespace XmppDesiredState.Federation.Verification;

/// <summary>Whether a domain's servers can be found and spoken to: the part that comes before any negotiation.</summary>
internal static class Reach
{
    /// <returns>Proved: the door speaks XMPP to us.</returns>
    public static (MethodStanding Standing, DoorSighting? Door) Of(DomainSighting seen, Side side)
    {
        if (Doors.Deciding(seen) is { } door)
        {
            if (Doors.SpeaksXmpp(door.Report) && door.Report.Problem is not { Kind: StreamProblemKind.StreamError, Stage: StreamStage.Opening or StreamStage.ReadingFeatures }) return (MethodStanding.Proved(), door);
            var problem = door.Report.Problem!;
            var finding = For(side, Troubles.Of(problem));
            return (Troubles.Decides(problem) ? MethodStanding.RuledOut(finding) : MethodStanding.Open(finding), door);
        }

        if (Doors.Direct(seen) is not null) return (MethodStanding.Open(For(side, Findings.OnlyDirectTls(seen.Domain))), null);
        var standing = WithoutDoor(seen);
        return (standing with { Findings = [.. standing.Findings.Select(finding => For(side, finding))] }, null);
    }

    /// <summary>What is theirs to mend of a partner is ours of our own domain.</summary>
    public static VerifyFinding For(Side side, VerifyFinding finding)
    {
        if (side != Side.Ours || finding.Side != Side.Theirs) return finding;
        var fix = finding.Why.Descriptor == VerifyDiagnostics.Refused ? "See whether our gateway serves the domain."
            : finding.Why.Descriptor == VerifyDiagnostics.DeclaredAbsent || finding.Why.Descriptor == VerifyDiagnostics.NotFound ? "Publish _xmpp-server._tcp for it."
            : finding.Why.Descriptor == VerifyDiagnostics.OnlyDirectTls ? "Publish _xmpp-server._tcp too."
            : "Correct our SRV records, or what listens there.";
        return finding with { Side = side, Why = finding.Why with { Fix = fix } };
    }

    private static MethodStanding WithoutDoor(DomainSighting seen)
    {
        if (seen.Services.FirstOrDefault(service => !service.DirectTls) is not { } service) return MethodStanding.Open(Findings.LookupSilent(seen.Domain));
        switch (service.Outcome)
        {
            case LookupOutcome.DeclaredAbsent: return MethodStanding.RuledOut(Findings.DeclaredAbsent(service.Owner));
            case LookupOutcome.Failed: return MethodStanding.Open(Findings.LookupFailed(service.Owner));
            case LookupOutcome.NoAnswer: return MethodStanding.Open(Findings.LookupSilent(service.Owner));
            default: break;
        }

        // One that might be there outweighs those that are not.
        var problems = service.Targets.SelectMany(target => target.Doors).Select(door => door.Report.Problem).OfType<StreamProblem>().ToArray();
        if (problems.Length > 0) return MethodStanding.Open(Findings.Unreachable(problems));
        if (service.Targets.FirstOrDefault(target => target.Outcome == LookupOutcome.NoAnswer) is { } silent) return MethodStanding.Open(Findings.LookupSilent(silent.Target.Target));
        if (service.Targets.FirstOrDefault(target => target.Outcome == LookupOutcome.Failed) is { } failed) return MethodStanding.Open(Findings.LookupFailed(failed.Target.Target));
        return MethodStanding.RuledOut(service.IsFallback ? Findings.NotFound(seen.Domain) : Findings.NoTargetHasAddress(service.Owner));
    }
}
