using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using XmppDesiredState.Changes;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Telemetry;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Execution;

/// <summary>
/// Executes a plan's steps: phase by phase, and inside a phase everything whose requirements are met at once, one call per kind and provider.
/// A step that did not succeed skips those that require it and nothing else.
/// </summary>
internal sealed class Executor(StepRunner runner, IExecutionLog log, TimeProvider clock, Action<RunProgress>? progress)
{
    private const int FirstPhaseBehindServices = 4;
    private const int LastForwardPhase = 5;

    private readonly Dictionary<int, StepReport> reports = [];

    // What whoever waits has heard of, by step: the outcomes of a call under way come before its report.
    private readonly Dictionary<int, StepReport> told = [];
    private readonly Dictionary<int, string> artifacts = [];
    private readonly Lock gate = new();
    private WaysOut waysOut = null!;
    private int total;

    /// <returns>What became of each step, in their order; ways out that were not needed are left out.</returns>
    public async Task<ImmutableArray<StepReport>> RunAsync(Plan plan, CancellationToken stop, CancellationToken abandon)
    {
        waysOut = new WaysOut(plan);
        total = plan.Steps.Length - plan.WaysOut().Count;
        foreach (var phase in plan.Steps.GroupBy(step => step.Phase).OrderBy(phase => phase.Key))
        {
            var open = phase.ToList();
            while (open.Count > 0)
            {
                var decided = reports.Count + waysOut.NotNeeded;
                var ready = TakeReady(open, plan, stop);
                if (ready.Count == 0)
                {
                    if (reports.Count + waysOut.NotNeeded == decided) throw new InvalidOperationException("The steps of the plan wait for each other.");
                    continue;
                }

                if (!await log.BeginAsync(ready, abandon))
                {
                    foreach (var step in ready) Report(step, null, ExecutionDiagnostics.StoppedAt(step));
                    continue;
                }

                foreach (var step in ready) progress?.Invoke(new RunProgress(step, null, told.Count, Total));
                var groups = ready.GroupBy(step => (step.Step.Provider, step.Step.Resource.Kind)).Select(group => RunGroupAsync([.. group], stop, abandon));
                var ended = (await Task.WhenAll(groups)).SelectMany(group => group).OrderBy(report => report.Step.Id).ToArray();
                log.End(ended);
            }
        }

        return [.. reports.Values.OrderBy(report => report.Step.Id)];
    }

    /// <summary>Moves out of <paramref name="open"/> what is ready, and what will never be; the latter is reported as skipped or waiting at once.</summary>
    private List<PlannedStep> TakeReady(List<PlannedStep> open, Plan plan, CancellationToken stop)
    {
        var ready = new List<PlannedStep>();
        var later = new List<PlannedStep>();
        var isSilent = open[0].Phase is >= FirstPhaseBehindServices and <= LastForwardPhase && IsSilent();
        foreach (var step in open)
        {
            var needed = waysOut.IsNeeded(step, reports);
            if (needed == false) continue;
            if (needed is null) later.Add(step);
            else if (stop.IsCancellationRequested) Report(step, null, ExecutionDiagnostics.StoppedAt(step));
            else if (step.Waiting is not null) Report(step, StepResult.Waiting, null);
            else if (isSilent && !step.IsDelete) Report(step, null, ExecutionDiagnostics.ProbeFailedAt(step));
            else if (step.Requires.FirstOrDefault(id => waysOut.HasSucceeded(id, reports) == false) is var failed and not 0) Skip(step, reports[failed], plan);
            else if (step.Requires.All(id => waysOut.HasSucceeded(id, reports) == true)) ready.Add(step);
            else later.Add(step);
        }

        open.Clear();
        open.AddRange(later);
        return ready;
    }

    // Whatever waits holds back quietly what requires it.
    private void Skip(PlannedStep step, StepReport required, Plan plan)
    {
        if (required.Result == StepResult.Waiting) Report(step, StepResult.Waiting, null);
        else Report(step, null, ExecutionDiagnostics.SkippedAt(step, plan.Steps[required.Step.Id - 1]));
    }

    // A member whose last probe failed: nobody shall be sent there.
    private bool IsSilent() => reports.Values.Where(report => report.Step.Step.Operation == Operation.Probe && report.Attempts > 0)
        .GroupBy(report => (report.Step.Step.Resource, report.Step.Step.Member)).Any(probes => !probes.MaxBy(report => report.Step.Id)!.Succeeded);

    private async Task<StepReport[]> RunGroupAsync(PlannedStep[] steps, CancellationToken stop, CancellationToken abandon)
    {
        var started = clock.GetTimestamp();
        var planned = steps.ToDictionary(step => step.Id);
        ExceptionDispatchInfo? deaf = null;
        var results = await runner.RunAsync([.. steps.Select(step => step with { Step = Resolve(step) })], Heard, stop, abandon);
        deaf?.Throw();
        var took = clock.GetElapsedTime(started);
        lock (gate)
        {
            StepReport[] ended = [.. steps.Select(step => Conclude(step, results[step.Id].Outcome, results[step.Id].Attempts, took))];
            var last = Array.FindLastIndex(ended, report => !IsTold(report));
            for (var index = 0; index <= last; index++) Tell(ended[index], hasMore: index < last);
            return ended;
        }

        void Heard(StepOutcome outcome, int attempts, bool hasMore)
        {
            try
            {
                lock (gate) Tell(new StepReport(planned[outcome.Step], outcome.Result, outcome.Diagnostic, attempts, clock.GetElapsedTime(started)), hasMore);
            }
            catch (Exception problem)
            {
                // Not the provider's trouble, which calls this: it must not be taken for an outcome that is unknown.
                deaf ??= ExceptionDispatchInfo.Capture(problem);
            }
        }
    }

    private StepReport Conclude(PlannedStep step, StepOutcome outcome, int attempts, TimeSpan took)
    {
        if (outcome.Artifact is { } artifact) artifacts[step.Id] = artifact;
        var report = new StepReport(step, attempts == 0 ? null : outcome.Result, outcome.Diagnostic, attempts, took);
        if (IsTold(report)) report = report with { Took = told[step.Id].Took };
        return Keep(report);
    }

    // Hands on what earlier steps made: the artifact, and values that were known only later.
    private Step Resolve(PlannedStep step)
    {
        lock (gate)
        {
            if (artifacts.Count == 0) return step.Step;
            var artifact = step.Requires.Where(artifacts.ContainsKey).Select(id => artifacts[id]).LastOrDefault();
            var after = step.Step.After;
            if (after is not null) after = after with { Attributes = after.Attributes.ToImmutableSortedDictionary(item => item.Key, item => Resolve(item.Value), StringComparer.Ordinal) };
            return step.Step with { Artifact = artifact, After = after };
        }
    }

    private Value Resolve(Value value) => value switch
    {
        Value.Later later when artifacts.TryGetValue(later.Step, out var known) => new Value.Text(known),
        Value.Map map => new Value.Map(map.Items.ToImmutableSortedDictionary(item => item.Key, item => Resolve(item.Value), StringComparer.Ordinal)),
        _ => value,
    };

    private void Report(PlannedStep step, StepResult? result, Diagnostics.Diagnostic? diagnostic) =>
        Tell(Keep(new StepReport(step, result, diagnostic, 0, TimeSpan.Zero)), hasMore: false);

    private StepReport Keep(StepReport report)
    {
        Instruments.Ended(report.Step.Step, report.Result);
        return reports[report.Step.Id] = report;
    }

    // A way out was not counted on; once taken it counts.
    private int Total => Math.Max(total, told.Count);

    private bool IsTold(StepReport report) => told.TryGetValue(report.Step.Id, out var earlier) && earlier.Result == report.Result;

    private void Tell(StepReport report, bool hasMore)
    {
        if (IsTold(report)) return;
        told[report.Step.Id] = report;
        progress?.Invoke(new RunProgress(report.Step, report, told.Count, Total, hasMore));
    }
}
