using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Engine.PlanFiles;

/// <summary>
/// Approval by content: a fresh plan may be executed if each of its changes that is not blocked is one of the approved plan's, with equal
/// address, action, before and after. What was approved and is no longer needed has been done. Times, places, findings, the commit, step
/// numbers and unlisted resources play no part.
/// </summary>
public static class PlanComparer
{
    private const int NamedInMessage = 3;

    public static PlanComparison Compare(Plan approved, Plan fresh)
    {
        var differences = ImmutableArray.CreateBuilder<PlanDifference>();
        var refusals = new List<Diagnostic>();
        CompareWhole(approved, fresh, differences, refusals);

        var approvedChanges = approved.Changes.ToLookup(change => change.Address);
        var freshChanges = fresh.Changes.ToLookup(change => change.Address);
        var notApproved = new List<PlanDifference>();
        foreach (var change in fresh.Changes)
        {
            var candidates = approvedChanges[change.Address].Where(candidate => ChangeComparison.Covers(candidate.Action, change.Action)).ToArray();
            var match = candidates.FirstOrDefault(candidate => !candidate.IsBlocked && ChangeComparison.Covers(candidate, change)) ?? candidates.FirstOrDefault()
                ?? approvedChanges[change.Address].FirstOrDefault();
            foreach (var what in ChangeComparison.Describe(match, change))
            {
                var difference = new PlanDifference(match, change, what);
                differences.Add(difference);
                if (!change.IsBlocked) notApproved.Add(difference);
            }
        }

        foreach (var change in approved.Changes.Where(change => !freshChanges[change.Address].Any(other => ChangeComparison.Covers(change.Action, other.Action))))
            differences.Add(new PlanDifference(change, null, $"{change.Address}: the {ChangeComparison.Noun(change.Action)} is no longer needed"));

        if (notApproved.Count > 0) refusals.Add(Refuse(notApproved));
        return new PlanComparison(differences.DrainToImmutable(), refusals.FirstOrDefault());
    }

    /// <summary>Why a plan is not of these files and this live system, whatever it would change; null where it is.</summary>
    public static Diagnostic? CompareOrigin(Plan approved, Plan fresh)
    {
        var refusals = new List<Diagnostic>();
        CompareWhole(approved, fresh, ImmutableArray.CreateBuilder<PlanDifference>(), refusals);
        return refusals.FirstOrDefault();
    }

    private static void CompareWhole(Plan approved, Plan fresh, ImmutableArray<PlanDifference>.Builder differences, List<Diagnostic> refusals)
    {
        if (approved.Name != fresh.Name)
        {
            var what = $"the deployment was {approved.Name}, is now {fresh.Name}";
            differences.Add(new PlanDifference(null, null, what));
            refusals.Add(PlanFileDiagnostics.OtherDeployment.At(null, $"The plan was made for the deployment {approved.Name}; the files describe {fresh.Name}.",
                "Give the plan that was made from these files."));
        }

        if (approved.ConfigDigest != fresh.ConfigDigest)
        {
            differences.Add(new PlanDifference(null, null, "the configuration changed"));
            refusals.Add(PlanFileDiagnostics.ConfigurationChanged.At(null, "The configuration changed after the plan was made.", "Plan again, have the new plan approved, and apply that."));
        }

        foreach (var (provider, target) in approved.Targets)
        {
            if (!fresh.Targets.TryGetValue(provider, out var now) || now == target) continue;
            differences.Add(new PlanDifference(null, null, $"the target of {provider} was {target}, is now {now}"));
            refusals.Add(PlanFileDiagnostics.TargetChanged.At(null, $"The plan was made for {target}; the provider {provider} now speaks to {now}.",
                "Correct the provider's connection, or plan again for the new target."));
        }
    }

    private static Diagnostic Refuse(List<PlanDifference> differences)
    {
        var changes = differences.Select(difference => difference.Fresh!.Address).Distinct().ToArray();
        var named = string.Join("; ", differences.Take(NamedInMessage).Select(difference => difference.What));
        var more = differences.Count > NamedInMessage ? $"; and {differences.Count - NamedInMessage} more differences" : "";
        return PlanFileDiagnostics.NotApproved.At(null,
            $"{(changes.Length == 1 ? "1 change was" : $"{changes.Length} changes were")} not approved as {(changes.Length == 1 ? "it" : "they")} would now be made: {named}{more}.",
            "Plan again, have the new plan approved, and apply that.") with
        { Address = changes.Length == 1 ? changes[0].ToString() : null };
    }
}
