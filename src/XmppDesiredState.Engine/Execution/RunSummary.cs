using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Engine.Execution;

/// <summary>The counted model of a run.</summary>
/// <param name="Added">Creates that are done.</param>
/// <param name="Changed">Updates, renewals and restarts that are done.</param>
/// <param name="Destroyed">Deletes that are done.</param>
/// <param name="AlreadyThere">Changes somebody else had made meanwhile.</param>
/// <param name="Failed">Conflict, not done, unknown, not confirmed, or skipped behind these; and errors of the run itself.</param>
/// <param name="Unreadable">Kinds that could not be read before or after, members that could not be asked at the end.</param>
public sealed record RunSummary(int Added, int Changed, int Destroyed, int AlreadyThere, int Waiting, int Blocked, int Failed, int Unreadable)
{
    public static RunSummary Of(RunReport report)
    {
        int Done(params ChangeAction[] actions) => report.Changes.Count(change => change.Status == ChangeStatus.Done && actions.Contains(change.Change.Action));
        int Count(params ChangeStatus[] statuses) => report.Changes.Count(change => statuses.Contains(change.Status));
        return new RunSummary(
            Done(ChangeAction.Create),
            Done(ChangeAction.Update, ChangeAction.Renew, ChangeAction.Restart),
            Done(ChangeAction.Delete),
            Count(ChangeStatus.AlreadyThere),
            Count(ChangeStatus.Waiting),
            Count(ChangeStatus.Blocked),
            Count(ChangeStatus.Skipped, ChangeStatus.Conflict, ChangeStatus.NotDone, ChangeStatus.NotConfirmed, ChangeStatus.Unknown)
                + report.Diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error),
            report.Unreadable.Length);
    }
}
