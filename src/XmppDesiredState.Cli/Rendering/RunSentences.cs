using XmppDesiredState.Engine;
using XmppDesiredState.Engine.Execution;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>The closing sentences of an apply. Terraform's where it says the truth.</summary>
internal static class RunSentences
{
    public static string Closing(ApplyResult result)
    {
        if (result.Report is { } report) return Closing(report, Outcome.Of(result));
        return result.Verdict switch
        {
            ApplyVerdict.NothingToDo => "Apply complete! Resources: 0 added, 0 changed, 0 destroyed.",
            ApplyVerdict.Waiting => "Nothing was executed: everything left waits.",
            ApplyVerdict.LockHeld => "Nothing was executed: somebody else holds the lock.",
            ApplyVerdict.AllBlocked => "Nothing was executed: guards hold back every change.",
            ApplyVerdict.Unreadable => "Nothing was executed: what could be read needs no change, and the rest is unknown.",
            _ => "Nothing was executed: it was not approved.",
        };
    }

    private static string Closing(RunReport report, Outcome outcome)
    {
        var run = report.Summary;
        var isComplete = ExitCode.Of(ExitColumn.Apply, outcome) is ExitCode.Done or ExitCode.Waiting;
        var first = isComplete ? "Apply complete!" : report.Cancelled ? "Apply stopped." : "Apply incomplete.";
        var also = new List<string>();
        foreach (var group in report.Changes.Where(change => change.Status != ChangeStatus.Done).GroupBy(change => change.Status).OrderBy(group => group.Key))
            also.Add($"{group.Count()} {Words.Of(group.Key)}");
        if (run.Unreadable > 0) also.Add($"{Words.Count(run.Unreadable, "kind")} unreadable");
        var rest = also.Count == 0 ? "" : $" Also: {string.Join(", ", also)}.";
        return $"{first} Resources: {run.Added} added, {run.Changed} changed, {run.Destroyed} destroyed.{rest}";
    }
}
