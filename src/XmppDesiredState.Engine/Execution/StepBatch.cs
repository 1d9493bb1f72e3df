using XmppDesiredState.Changes;
using XmppDesiredState.Engine.Observation;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Telemetry;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Engine.Execution;

/// <summary>Sends steps of one kind to one provider, once, and makes sure that each gets exactly one outcome, whatever the provider does.</summary>
internal sealed class StepBatch(ProviderSet providers, TimeProvider clock, TimeSpan timeout)
{
    /// <summary>What may take long by nature has its own bounds in the provider; this one only catches a provider that broke its promise.</summary>
    private static readonly TimeSpan LongTimeout = TimeSpan.FromHours(1);

    /// <param name="heard">Is told, while the call is under way, what will stand unless the provider contradicts itself; and whether another follows at once.</param>
    public async Task<Dictionary<int, StepOutcome>> SendAsync(IReadOnlyList<PlannedStep> steps, Action<StepOutcome, bool> heard, CancellationToken cancellationToken)
    {
        var outcomes = new Dictionary<int, StepOutcome>();
        var open = steps.ToDictionary(step => step.Id);
        var patience = steps.All(step => step.Step.Operation is Operation.Create or Operation.Update or Operation.Delete) ? timeout : LongTimeout;
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var call = ProviderCall.Execute(steps[0].Step.Provider, providers.TypeOf(steps[0].Step.Provider), steps[0].Step.Resource.Kind, steps.Count, clock);
        using var timer = new SilenceTimer(clock, patience, providers.PatienceFor(steps[0].Step.Provider), bounded);
        ProviderException? reason = null;
        Exception? bug = null;
        try
        {
            await ListenAsync(Begin(steps, bounded.Token), timer, outcome => Take(outcome, open, outcomes, call), heard);
        }
        catch (ProviderException problem)
        {
            reason = problem;
        }
        catch (OperationCanceledException)
        {
            // Told apart below, by who cancelled.
        }
        catch (Exception problem)
        {
            // The boundary to code that is not ours: whatever it throws, the outcome of what is open is unknown.
            bug = problem;
        }

        var gaveUp = bounded.IsCancellationRequested && !cancellationToken.IsCancellationRequested;
        foreach (var step in steps.Where(step => !outcomes.ContainsKey(step.Id)))
        {
            outcomes[step.Id] = new StepOutcome(step.Id, StepResult.Unknown, gaveUp ? ExecutionDiagnostics.TimedOutOf(step, patience)
                : ExecutionDiagnostics.NoOutcomeOf(step, reason?.Diagnostic ?? (bug is null ? null : ObservationDiagnostics.CrashedWith(step.Step.Provider, bug))));
            call.Ended(step.Step, outcomes[step.Id]);
        }

        return outcomes;
    }

    private static async Task ListenAsync(IAsyncEnumerable<StepOutcome> outcomes, SilenceTimer timer, Func<StepOutcome, StepOutcome?> take, Action<StepOutcome, bool> heard)
    {
        await using var coming = outcomes.GetAsyncEnumerator();
        StepOutcome? untold = null;
        while (true)
        {
            // The provider goes on first: whoever is told writes lines while a server works.
            var next = coming.MoveNextAsync();
            if (!next.IsCompleted) Tell(hasMore: false);
            if (!await next) break;
            // The time-out is for silence, not for the whole: ten thousand records may take their time.
            timer.Heard();
            if (take(coming.Current) is not { } outcome || !Stands(outcome)) continue;
            Tell(hasMore: true);
            untold = outcome;
        }

        Tell(hasMore: false);

        void Tell(bool hasMore)
        {
            if (untold is null) return;
            // A terminal that was stopped may hold up whoever writes lines.
            timer.Rest();
            heard(untold, hasMore);
            timer.Heard();
            untold = null;
        }
    }

    // Neither sent nor read again.
    private static bool Stands(StepOutcome outcome) => outcome is not ({ Result: StepResult.Unknown } or { Result: StepResult.NotDone, RetryAfter: not null });

    private async IAsyncEnumerable<StepOutcome> Begin(IReadOnlyList<PlannedStep> steps, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var provider = providers.Writer(steps[0].Step.Provider);
        await using var outcomes = provider.ExecuteAsync([.. steps.Select(step => step.Step)], cancellationToken).GetAsyncEnumerator(cancellationToken);
        // WaitAsync: a provider that ignores its token must not hold up the run.
        while (await outcomes.MoveNextAsync().AsTask().WaitAsync(cancellationToken)) yield return outcomes.Current;
    }

    private static StepOutcome? Take(StepOutcome outcome, Dictionary<int, PlannedStep> open, Dictionary<int, StepOutcome> outcomes, ProviderCall call)
    {
        // An outcome for a step that was not asked for says nothing about those that were.
        if (!open.TryGetValue(outcome.Step, out var step)) return null;
        if (outcomes.TryGetValue(outcome.Step, out var earlier) && earlier.Result != outcome.Result)
            outcome = new StepOutcome(outcome.Step, StepResult.Unknown, ExecutionDiagnostics.ContradictoryAt(step));
        outcomes[outcome.Step] = outcome;
        call.Ended(step.Step, outcome);
        return outcome;
    }
}
