using System.Collections.Immutable;
using XmppDesiredState.Federation.Dns;
using XmppDesiredState.Federation.Streams;

namespace XmppDesiredState.Federation.Verification;

/// <summary>What is worth knowing of a domain's records and servers, whatever the verdict is.</summary>
internal static class Oddities
{
    /// <param name="deciding">The door that the verdict speaks of; null: there is none.</param>
    public static ImmutableArray<VerifyFinding> Of(DomainSighting seen, DoorSighting? deciding, Side side, WeighingTerms terms)
    {
        var found = new List<VerifyFinding>();
        foreach (var service in seen.Services)
        {
            if (service.LeftOut > 0) found.Add(Findings.LeftOut(service.Owner, service.LeftOut, "targets"));
            foreach (var target in service.Targets)
            {
                var name = target.Target.Target;
                if (target.LeftOut > 0) found.Add(Findings.LeftOut(name, target.LeftOut, "addresses"));
                if (!service.IsFallback && Of(target, service.Owner, name) is { } finding) found.Add(finding);
            }
        }

        foreach (var door in Doors.All(seen))
        {
            var isOther = !ReferenceEquals(door, deciding);
            // That this machine has no way there, as one without IPv6 has none, says nothing of the server.
            if (isOther && deciding is not null && door.Report is { Problem: { Kind: not StreamProblemKind.Unreachable } problem, Certificate: null }) found.Add(Doors.IsReached(door.Report) && Troubles.Decides(problem) ? Troubles.Of(problem) : Findings.TargetDead(problem));
            found.AddRange(CertificateFindings.Judge(door, side, terms));
        }

        return [.. found.Select(finding => Findings.Beside(Reach.For(side, finding)))
            .DistinctBy(finding => finding.Why.Summary, StringComparer.Ordinal)];
    }

    private static VerifyFinding? Of(TargetSighting target, string owner, string name) => target.Finding switch
    {
        TargetFinding.Alias => Findings.TargetIsAlias(owner, name),
        TargetFinding.NoAddress => Findings.TargetWithoutAddress(owner, name),
        TargetFinding.PrivateAddress => Findings.TargetIsPrivate(owner, name),
        TargetFinding.Failed => Findings.LookupFailed(name),
        _ => null,
    };
}
