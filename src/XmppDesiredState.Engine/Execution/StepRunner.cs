using Polly;
using Polly.Retry;
using XmppDesiredState.Changes;
using XmppDesiredState.Engine.Diffing;
using XmppDesiredState.Engine.Observation;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Execution;

/// <summary>
/// Brings steps of one kind and provider to an end.
/// <code>
/// outcome                    | then
/// ---------------------------|--------------------------------------------------------------------------
/// not done, with retryAfter  | wait so long, at most a minute, and send again, three times in all
/// unknown                    | read again: as wanted → applied; as before → send once more; else → conflict
/// unknown again              | read again: as wanted → applied; else unknown stays
/// anything else              | it stands
/// </code>
/// </summary>
internal sealed class StepRunner(StepBatch batch, Observer observer, TimeProvider clock)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <param name="heard">Is told of an outcome that will stand as soon as it comes: the outcome, how often the step was sent, and whether another follows at once.</param>
    /// <param name="stop">No step is sent again once it is cancelled.</param>
    /// <param name="abandon">Ends the call under way.</param>
    public async Task<Dictionary<int, (StepOutcome Outcome, int Attempts)>> RunAsync(IReadOnlyList<PlannedStep> steps, Action<StepOutcome, int, bool> heard, CancellationToken stop, CancellationToken abandon)
    {
        var results = await SendWithRetriesAsync(steps, heard, stop, abandon);
        var lost = steps.Where(step => results[step.Id].Outcome.Result == StepResult.Unknown).ToArray();
        if (lost.Length == 0) return results;

        var again = await ReadAgainAsync(lost, results, mayRepeat: true, abandon);
        if (again.Length == 0 || stop.IsCancellationRequested) return results;
        var second = await SendWithRetriesAsync(again, (outcome, attempts, hasMore) => heard(outcome, attempts + results[outcome.Step].Attempts, hasMore), stop, abandon);
        foreach (var (id, (outcome, attempts)) in second) results[id] = (outcome, attempts + results[id].Attempts);
        lost = [.. again.Where(step => results[step.Id].Outcome.Result == StepResult.Unknown)];
        if (lost.Length > 0) _ = await ReadAgainAsync(lost, results, mayRepeat: false, abandon);
        return results;
    }

    private async Task<Dictionary<int, (StepOutcome Outcome, int Attempts)>> SendWithRetriesAsync(IReadOnlyList<PlannedStep> steps, Action<StepOutcome, int, bool> heard, CancellationToken stop, CancellationToken abandon)
    {
        var results = new Dictionary<int, (StepOutcome Outcome, int Attempts)>();
        var pending = steps;
        var pipeline = new ResiliencePipelineBuilder<TimeSpan?> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<TimeSpan?>
            {
                MaxRetryAttempts = 2,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is not null && !stop.IsCancellationRequested),
                DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result is { } wait ? (wait < LongestWait ? wait : LongestWait) : (TimeSpan?)null),
            })
            .Build();
        try
        {
            await pipeline.ExecuteAsync(async _ =>
            {
                var sent = await batch.SendAsync(pending, (outcome, hasMore) => heard(outcome, results.GetValueOrDefault(outcome.Step).Attempts + 1, hasMore), abandon);
                foreach (var (id, outcome) in sent) results[id] = (outcome, results.GetValueOrDefault(id).Attempts + 1);
                pending = [.. pending.Where(step => results[step.Id].Outcome is { Result: StepResult.NotDone, RetryAfter: not null })];
                return pending.Count == 0 ? null : pending.Max(step => results[step.Id].Outcome.RetryAfter);
            }, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped while waiting to try again: what is known stands, what was never sent is told so by the caller.
        }

        foreach (var step in steps.Where(step => !results.ContainsKey(step.Id)))
            results.Add(step.Id, (new StepOutcome(step.Id, StepResult.NotDone, ExecutionDiagnostics.StoppedAt(step)), 0));
        return results;
    }

    /// <summary>Settles what can be settled by reading, in <paramref name="results"/>, and returns the steps that may be sent once more.</summary>
    private async Task<PlannedStep[]> ReadAgainAsync(PlannedStep[] steps, Dictionary<int, (StepOutcome Outcome, int Attempts)> results, bool mayRepeat, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return [];
        var first = steps[0].Step;
        var scope = new Scope(first.Resource.Kind, [.. steps.Select(step => step.Step.After ?? step.Step.Before!.Resource)], Unlisted: false);
        var seen = await observer.ObserveAsync(first.Provider, scope, cancellationToken);
        var resources = seen.Seen?.Resources.ToDictionary(resource => resource.Resource.Id);
        var again = new List<PlannedStep>();
        foreach (var step in steps)
        {
            var (outcome, attempts) = results[step.Id];
            var live = resources?.GetValueOrDefault(step.Step.Resource)?.Resource;
            if (resources is null || !IsPlain(step.Step.Operation))
            {
                results[step.Id] = (outcome with { Diagnostic = ExecutionDiagnostics.StillUnknownAt(step, seen.Unreadable ?? outcome.Diagnostic) }, attempts);
            }
            else if (IsAsWanted(step.Step, live) && !WritesUnreadable(step.Step))
            {
                results[step.Id] = (new StepOutcome(step.Id, StepResult.Applied), attempts);
            }
            else if (IsAsBefore(step.Step, live) || WritesUnreadable(step.Step))
            {
                // Not done after all, or not to be told: sending the same again does no harm under compare-and-swap.
                if (mayRepeat) again.Add(step);
                else results[step.Id] = (outcome with { Diagnostic = ExecutionDiagnostics.StillUnknownAt(step, outcome.Diagnostic) }, attempts);
            }
            else
            {
                results[step.Id] = (new StepOutcome(step.Id, StepResult.Conflict, ExecutionDiagnostics.MovedAt(step)), attempts);
            }
        }

        return [.. again];
    }

    private static bool IsPlain(Operation operation) => operation is Operation.Create or Operation.Update or Operation.Delete;

    private static bool IsAsWanted(Step step, Resource? live) => step.After is null ? live is null : live is not null && Differ.Holds(step.After, live);

    private static bool IsAsBefore(Step step, Resource? live) => step.Before is null ? live is null : live is not null && Differ.Holds(step.Before.Resource, live);

    private static bool WritesUnreadable(Step step) => step.After is { } after
        && after.Id.Kind.Fields.Any(field => field.Is(Traits.WriteOnly) && after[field] is not null);
}
