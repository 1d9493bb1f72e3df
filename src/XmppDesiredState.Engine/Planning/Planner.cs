using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Observation;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Planning;

/// <summary>
/// Makes a plan: find what differs, hold back what guards concern, keep what the person asked for, order the rest. Pure and deterministic.
/// </summary>
public static class Planner
{
    public static Plan Plan(PlanInput input)
    {
        var found = ChangeFinder.Find(input);
        var guarded = Guards.Hold(input, [.. found.Changes, .. RemovalFinder.Find(input, out var unlisted)]);
        var selected = Selection.Apply(input, guarded, out var leftOut, out var unmatched);
        var claims = ClaimOrder.Of(input, selected, leftOut);
        var certificates = CertificatePlanner.Plan(input);
        var chosen = certificates.Where(certificate => Selection.IsSelected(input.Options.Only, certificate.Declared.Address)).ToImmutableArray();
        var restarts = RestartPlanner.Plan(input, [.. chosen, .. certificates.Except(chosen).Select(certificate => certificate.Untouched())]);
        var (changes, steps) = StepBuilder.Build(input, claims, [.. chosen.Select(certificate => certificate.Drafted).OfType<DraftedChange>(), .. restarts]);

        return new Plan
        {
            Name = input.Desired.Name,
            ConfigDigest = input.Desired.ConfigDigest,
            Timestamp = input.Now,
            Commit = input.Options.Commit,
            Choices = input.Options.Choices,
            Targets = Targets.Of(input.Observed).ToImmutableSortedDictionary(StringComparer.Ordinal),
            Changes = [.. changes.OrderBy(Rank).ThenBy(change => change.Address)],
            Steps = steps,
            Unlisted = unlisted,
            Certificates = [.. certificates.Select(certificate => CertificateTerm.Of(input, certificate)).OrderBy(term => term.Address)],
            Seen = [.. input.Observed.Kinds.Where(kind => kind.Seen is not null).Select(kind => new SeenKind(kind.Provider, kind.Kind))],
            Unreadable = [.. input.Observed.Kinds.SelectMany(UnreadableOf)],
            Diagnostics = [.. input.Findings.Concat(input.Observed.Kinds.SelectMany(kind => kind.Seen?.Notes ?? [])).Concat(Unheld(input, changes)).Concat(found.Diagnostics).Concat(unmatched).OrderBy(finding => finding.Where?.File, StringComparer.Ordinal)
                .ThenBy(finding => finding.Where?.Line ?? 0).ThenBy(finding => finding.Where?.Column ?? 0).ThenBy(finding => finding.Code, StringComparer.Ordinal)],
            LeftOut = [.. leftOut.Select(change => change.Address)
                .Concat(certificates.Except(chosen).Where(certificate => certificate.Drafted is not null).Select(certificate => certificate.Declared.Address)).Distinct().Order()],
        };
    }

    private static IEnumerable<UnreadableKind> UnreadableOf(Observation.KindObservation kind) => kind.Seen is null
        ? [new UnreadableKind(kind.Provider, kind.Kind, kind.Unreadable!)]
        : kind.Seen.Unknown.Select(unknown => new UnreadableKind(kind.Provider, kind.Kind, unknown.Why, unknown.Id, unknown.Member));

    // An error that no change carries is about what is live already: worth a warning, and no reason to refuse the plan.
    private static IEnumerable<Diagnostic> Unheld(PlanInput input, ImmutableArray<Change> changes)
    {
        var held = changes.Where(change => change.IsBlocked).Select(change => change.Blocked!).ToHashSet();
        return input.EffectiveFindings.Where(finding => !held.Contains(finding))
            .Select(finding => finding.Severity == Severity.Error ? finding with { Severity = Severity.Warning } : finding);
    }

    // A certificate stands right before the restarts it causes.
    private static int Rank(Change change) => change.Address.Id.Kind == Certificate.Kind ? (int)Risk.Restarts
        : change.Risks.IsEmpty ? int.MaxValue : change.Risks.Min(risk => (int)risk);
}
