using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Confirmation;

/// <summary>
/// Success is claimed only from observation: a change is done when its steps succeeded and a fresh plan, made from what was read afterwards,
/// no longer contains it.
/// </summary>
internal static class Confirmer
{
    /// <param name="remaining">The plan that is left, from the second look.</param>
    public static ImmutableArray<ChangeReport> Confirm(Plan plan, ImmutableArray<StepReport> steps, Plan remaining)
    {
        var byId = steps.ToDictionary(step => step.Step.Id);
        var mended = Mended(plan, byId);
        var left = remaining.Changes.ToDictionary(change => change.Address);
        return [.. plan.Changes.Select(change =>
        {
            if (change.IsBlocked) return new ChangeReport(change, ChangeStatus.Blocked, change.Blocked);
            // Nothing to send: a person does it.
            if (change.Steps.IsEmpty) return new ChangeReport(change, ChangeStatus.Waiting, null);
            // Ways out that were not needed have no report; what a way out mended counts no longer.
            var worst = Worst([.. change.Steps.Where(id => byId.ContainsKey(id) && !mended.Contains(id)).Select(id => byId[id])]);
            var status = StatusOf(worst.Result);
            if (status == ChangeStatus.Waiting) return new ChangeReport(change with { Waiting = change.Waiting ?? worst.Step.Waiting }, status, worst.Diagnostic);
            if (status != ChangeStatus.Done) return new ChangeReport(change, status, worst.Diagnostic);
            if (remaining.Unreadable.FirstOrDefault(kind => Concerns(kind, change.Address)) is { } unreadable)
                return new ChangeReport(change, ChangeStatus.NotConfirmed, ConfirmationDiagnostics.NotSeenAt(change, unreadable.Diagnostic));
            if (left.TryGetValue(change.Address, out var again)) return new ChangeReport(change, ChangeStatus.NotConfirmed, ConfirmationDiagnostics.NotConfirmedAt(change, again));
            return new ChangeReport(change, change.Steps.All(id => byId.GetValueOrDefault(id) is null or { Result: StepResult.AlreadyThere }) ? ChangeStatus.AlreadyThere : ChangeStatus.Done, null);
        })];
    }

    private static bool Concerns(UnreadableKind unreadable, Address address) => unreadable.Provider == address.Provider && unreadable.Kind == address.Id.Kind
        && (unreadable.Resource is null || unreadable.Resource == address.Id);

    private static HashSet<int> Mended(Plan plan, Dictionary<int, StepReport> reports)
    {
        var mended = new HashSet<int>();
        foreach (var mender in plan.Steps.Where(step => step.Mends is not null && reports.TryGetValue(step.Id, out var report) && report.Succeeded))
        {
            mended.Add(mender.Mends!.Value);
            mended.UnionWith(mender.Requires.Append(mender.Id).SelectMany(id => plan.Steps[id - 1].FailureOf));
        }

        return mended;
    }

    // What came first explains the rest.
    private static StepReport Worst(StepReport[] steps) => steps.MaxBy(step => StatusOf(step.Result))!;

    private static ChangeStatus StatusOf(StepResult? result) => result switch
    {
        StepResult.Applied or StepResult.AlreadyThere => ChangeStatus.Done,
        StepResult.Waiting => ChangeStatus.Waiting,
        StepResult.Conflict => ChangeStatus.Conflict,
        StepResult.NotDone => ChangeStatus.NotDone,
        StepResult.Unknown => ChangeStatus.Unknown,
        _ => ChangeStatus.Skipped,
    };
}
