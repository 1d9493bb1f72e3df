using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Telemetry;

namespace XmppDesiredState.Engine;

/// <summary>What a plan says of the difference between live and declared, as a measurement. Classes without an item count too: a series that ends is no zero.</summary>
internal static class PlanCounts
{
    private static readonly (string Class, ChangeAction Action)[] Actions =
        [("create", ChangeAction.Create), ("update", ChangeAction.Update), ("renew", ChangeAction.Renew), ("delete", ChangeAction.Delete), ("restart", ChangeAction.Restart)];

    public static void Tell(Plan plan)
    {
        if (!Instruments.CountsItems) return;
        foreach (var (word, action) in Actions) Instruments.Count(plan.Name, word, plan.Changes.Count(change => !change.IsBlocked && change.Action == action));
        var summary = plan.Summary;
        Instruments.Count(plan.Name, "blocked", summary.Blocked);
        Instruments.Count(plan.Name, "waiting", summary.Waiting);
        Instruments.Count(plan.Name, "unreadable", summary.Unreadable);
        Instruments.Count(plan.Name, "unlisted", summary.Unlisted);
        Instruments.Count(plan.Name, "acknowledged", summary.Acknowledged);
    }
}
