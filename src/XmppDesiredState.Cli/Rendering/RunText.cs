using System.Text;
using XmppDesiredState.Engine;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.PlanFiles;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>What came of an apply, for people: what is not done and why, then the count, then what to do.</summary>
internal static class RunText
{
    public static string Render(ApplyResult result, SourceTexts sources, Ink ink)
    {
        var text = new StringBuilder();
        var diagnostics = new DiagnosticText(sources, ink);
        if (result.Report is { } report) WriteReport(text, report, diagnostics, ink);
        else if (result.Plan is { } plan) foreach (var cause in UnreadableKinds.Causes(plan.Unreadable)) diagnostics.Write(text, cause);
        // Where what could not be read is why nothing was done, it is said once.
        if (result.Diagnostic is { } why && result.Plan?.Unreadable.Any(unreadable => unreadable.Diagnostic == why) != true) diagnostics.Write(text, why);
        if (result.Comparison is { } comparison) WriteDifferences(text, comparison, ink);
        if (result.Holder is { } holder)
            text.Append($"The lock is held by {Printable.Short(holder.Actor)} on {Printable.Short(holder.Machine)} (process {holder.ProcessId}) since {holder.Since:yyyy-MM-dd HH:mm:ss}Z: {Printable.Short(holder.Command)}\n");
        text.Append(ink.Bold(RunSentences.Closing(result))).Append('\n');
        if (Next(result) is { } next) text.Append(next).Append('\n');
        return text.ToString();
    }

    public static void WriteDifferences(StringBuilder text, PlanComparison comparison, Ink ink)
    {
        foreach (var difference in comparison.Differences.Take(PlanText.Most))
        {
            var sign = difference.Approved is null ? '+' : difference.Fresh is null ? '-' : '~';
            text.Append($"  {ink.Sign(sign)} {Printable.Short(difference.What)}\n");
        }

        if (comparison.Differences.Length > PlanText.Most) text.Append($"  {comparison.Differences.Length - PlanText.Most} more differences.\n");
        if (!comparison.Differences.IsEmpty) text.Append('\n');
    }

    /// <summary>What a person does now; null when there is nothing to do.</summary>
    public static string? Next(ApplyResult result) => ExitCode.Of(ExitColumn.Apply, Outcome.Of(result)) switch
    {
        ExitCode.Interrupted => "What was done is recorded. Run xmppstate apply again to go on; it does only what is left.",
        ExitCode.Incomplete => "Run xmppstate plan to see what is left. Applying again does only what is left.",
        ExitCode.LockHeld => "Try again later, or wait for it with --lock-timeout 5m; xmppstate unlock removes what a dead process left.",
        ExitCode.Waiting => "Run xmppstate apply again when it can go on.",
        ExitCode.Failed => "Mend what could not be read, then run xmppstate apply again.",
        _ => null,
    };

    private static void WriteReport(StringBuilder text, RunReport report, DiagnosticText diagnostics, Ink ink)
    {
        var names = new AddressNames(report.Plan);
        var open = report.Changes.Where(change => change.Status is not (ChangeStatus.Done or ChangeStatus.AlreadyThere)).ToList();
        foreach (var change in open.Take(PlanText.Most))
        {
            var sign = change.Status == ChangeStatus.Waiting ? '…' : '!';
            text.Append($"  {ink.Sign(sign)} {names.Of(change.Change.Address)}: {Words.Of(change.Change.Action)} {Words.Of(change.Status)}\n");
            if (change.Diagnostic is { } why) text.Append($"      {Printable.Of(why.Summary)} {Printable.Of(why.Fix)} [{why.Code}]\n");
            else if (change.Change.Waiting is { } waiting) text.Append($"      It waits for {Printable.Short(waiting.For)}.\n");
        }

        if (open.Count > PlanText.Most) text.Append($"  {open.Count - PlanText.Most} more changes are not done; --format json has all of them.\n");
        if (open.Count > 0) text.Append('\n');
        diagnostics.Write(text, report.Diagnostics);
        foreach (var cause in UnreadableKinds.Causes(report.Unreadable)) diagnostics.Write(text, cause);
    }
}
