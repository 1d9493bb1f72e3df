using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.Planning;

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
        var left = remaining.Changes.ToDictionary(change => change.Address);
        return [.. plan.Changes.Select(change =>
        {
            if (change.IsBlocked) return new ChangeReport(change, ChangeStatus.Blocked, change.Blocked);
            // Nothing to send: a person does it.
            if (change.Steps.IsEmpty) return new ChangeReport(change, ChangeStatus.Waiting, null);
            var (status, why) = StatusOf([.. change.Steps.Select(id => byId[id])]);
            if (status != ChangeStatus.Done) return new ChangeReport(change, status, why);
            if (remaining.Unreadable.FirstOrDefault(kind => kind.Provider == change.Address.Provider && kind.Kind == change.Address.Id.Kind) is { } unreadable)
                return new ChangeReport(change, ChangeStatus.NotConfirmed, ConfirmationDiagnostics.NotSeenAt(change, unreadable.Diagnostic));
            return left.TryGetValue(change.Address, out var again)
                ? new ChangeReport(change, ChangeStatus.NotConfirmed, ConfirmationDiagnostics.NotConfirmedAt(change, again))
                : new ChangeReport(change, ChangeStatus.Done, null);
        })];
    }

    private static (ChangeStatus Status, Diagnostic? Why) StatusOf(StepReport[] steps)
    {
        if (steps.All(step => step.Result == StepResult.AlreadyThere)) return (ChangeStatus.AlreadyThere, null);
        var worst = steps.MaxBy(step => StatusOf(step.Result))!;
        return (StatusOf(worst.Result), worst.Diagnostic);
    }

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
