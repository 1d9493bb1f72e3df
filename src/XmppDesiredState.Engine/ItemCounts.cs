using XmppDesiredState.Engine.Drifting;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Telemetry;

namespace XmppDesiredState.Engine;

/// <summary>What a look found, as measurements by class. Classes without an item are told too: a series that ends is no zero.</summary>
internal static class ItemCounts
{
    private static readonly (string Class, ChangeAction Action)[] Actions =
        [("create", ChangeAction.Create), ("update", ChangeAction.Update), ("renew", ChangeAction.Renew), ("delete", ChangeAction.Delete), ("restart", ChangeAction.Restart)];

    /// <summary>The same plan.</summary>
    public static Plan Told(Plan plan)
    {
        if (!Instruments.CountsItems) return plan;
        foreach (var (word, action) in Actions) Instruments.Count(plan.Name, word, plan.Changes.Count(change => !change.IsBlocked && change.Action == action));
        var summary = plan.Summary;
        Instruments.Count(plan.Name, "blocked", summary.Blocked);
        Instruments.Count(plan.Name, "waiting", summary.Waiting);
        Instruments.Count(plan.Name, "unreadable", summary.Unreadable);
        Instruments.Count(plan.Name, "unlisted", summary.Unlisted);
        Instruments.Count(plan.Name, "acknowledged", summary.Acknowledged);
        return plan;
    }

    /// <summary>The same report.</summary>
    public static DriftReport Told(DriftReport report)
    {
        if (!Instruments.CountsItems) return report;
        var summary = DriftSummary.Of(report);
        foreach (var (of, count) in summary.Counts) Instruments.Count(report.Name, of.ToString().ToLowerInvariant(), count);
        Instruments.Count(report.Name, "unreadable", summary.Unreadable);
        return report;
    }
}
