using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Engine.Confirmation;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Scripts;

namespace XmppDesiredState.Engine.Scripts;

/// <summary>
/// In place of executing: what a person's runs of scripts made of a plan's steps.
/// <code>
/// the step                             | its report
/// -------------------------------------|--------------------------------------------------
/// is in its provider's result          | as the result says
/// was begun, and has no end            | unknown
/// waited when the plan was made        | waiting
/// is a way out and was not run         | none: it was not needed
/// anything else                        | skipped, since no one ran it; already there where
///                                      | the second look no longer finds its change
/// </code>
/// </summary>
internal sealed class Retelling(ImmutableArray<ScriptResult> results, RunJournal journal)
{
    public async Task<ImmutableArray<StepReport>> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        var waysOut = plan.WaysOut();
        var reports = plan.Steps.Select(step => Report(step, waysOut.Contains(step.Id))).OfType<StepReport>().ToImmutableArray();
        foreach (var result in results) await journal.RetellAsync(result, cancellationToken);
        var run = reports.Where(report => report.Attempts > 0).ToArray();
        if (run.Length > 0 && await journal.BeginAsync([.. run.Select(report => report.Step)], cancellationToken)) journal.End(run);
        return reports;
    }

    /// <summary>A change that no one ran and that is gone all the same was made otherwise: by another tool, such as nsupdate.</summary>
    public static ImmutableArray<StepReport> Complete(ImmutableArray<StepReport> reports, Plan remaining)
    {
        var touched = reports.Where(report => report.Result is not null).Select(report => report.Step.Change).ToHashSet();
        var open = remaining.Changes.Select(change => change.Address).ToHashSet();
        return [.. reports.Select(report => touched.Contains(report.Step.Change) || open.Contains(report.Step.Change)
            || remaining.Unreadable.Any(unreadable => unreadable.Provider == report.Step.Change.Provider && unreadable.Kind == report.Step.Change.Id.Kind)
                ? report : report with { Result = StepResult.AlreadyThere, Diagnostic = null })];
    }

    private StepReport? Report(PlannedStep step, bool isWayOut)
    {
        var result = results.FirstOrDefault(result => result.Provider == step.Step.Provider);
        if (result?.Run!.Outcomes.FirstOrDefault(outcome => outcome.Step == step.Id) is { } outcome)
            return new StepReport(step, outcome.Result, outcome.Diagnostic is { } why ? why with { Address = step.Change.ToString() } : null, 1, TimeSpan.Zero);
        if (isWayOut) return null;
        return step.Waiting is not null ? new StepReport(step, StepResult.Waiting, null, 0, TimeSpan.Zero)
            : new StepReport(step, null, ScriptDiagnostics.NotRunOf(step, result), 0, TimeSpan.Zero);
    }
}
