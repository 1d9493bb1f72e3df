namespace XmppDesiredState.Engine.Planning;

/// <summary>The one counted model from which every renderer and the exit code are made.</summary>
/// <param name="Add">Creates that nothing blocks, also those that wait.</param>
/// <param name="Change">Updates and renewals that nothing blocks, also those that wait.</param>
/// <param name="Destroy">Deletes that nothing blocks, also those that wait.</param>
/// <param name="Restart">Services to reload or restart, also those that wait.</param>
/// <param name="Waiting">Changes that wait for a person, a CA or a window.</param>
/// <param name="Blocked">Changes that a guard or conflict holds back.</param>
/// <param name="Unreadable">Provider and kind pairs that could not be read.</param>
/// <param name="HasExecutable">Something can be executed now.</param>
public sealed record PlanSummary(int Add, int Change, int Destroy, int Restart, int Waiting, int Blocked, int Unlisted, int Acknowledged, int Unreadable, bool HasExecutable)
{
    /// <summary>Live and declared differ, whether or not it can be executed now.</summary>
    public bool HasChanges => Add + Change + Destroy + Restart + Waiting + Blocked > 0;

    public static PlanSummary Of(Plan plan)
    {
        int Count(params ChangeAction[] actions) => plan.Changes.Count(change => !change.IsBlocked && actions.Contains(change.Action));
        return new PlanSummary(
            Count(ChangeAction.Create),
            Count(ChangeAction.Update, ChangeAction.Renew),
            Count(ChangeAction.Delete),
            Count(ChangeAction.Restart),
            plan.Changes.Count(change => !change.IsBlocked && change.Waiting is not null),
            plan.Changes.Count(change => change.IsBlocked),
            plan.Unlisted.Count(unlisted => unlisted.Acknowledged is null),
            plan.Unlisted.Count(unlisted => unlisted.Acknowledged is not null),
            plan.Unreadable.Length,
            plan.Changes.Any(change => change is { IsBlocked: false, Waiting: null }) || HasReadyStep(plan));
    }

    // A change that waits may have steps that need not: a certificate is requested today and installed in the window.
    private static bool HasReadyStep(Plan plan)
    {
        var ready = plan.Steps.Where(step => step.Waiting is null).Select(step => step.Change).ToHashSet();
        return plan.Changes.Any(change => !change.IsBlocked && ready.Contains(change.Address));
    }
}
