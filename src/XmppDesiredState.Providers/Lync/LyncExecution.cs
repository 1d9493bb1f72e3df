using System.Runtime.CompilerServices;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.PowerShell;

namespace XmppDesiredState.Providers.Lync;

/// <summary>
/// Writes to the configuration store, one guarded call a step. A session that breaks leaves its step unknown; the steps behind it go on in
/// another one, since none needs what another did.
/// </summary>
internal sealed class LyncExecution(LyncClient client, ProviderSettings settings)
{
    /// <summary>More of them in one call, and the machine itself is in trouble: what was not sent is tried again later.</summary>
    private const int MostBreaks = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public async IAsyncEnumerable<StepOutcome> RunAsync(IEnumerable<Step> steps, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (breaks, stopped) = (0, (Diagnostic?)null);
        foreach (var step in steps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (stopped is not null)
            {
                yield return new StepOutcome(step.Id, StepResult.NotDone, LyncDiagnostics.About(step, stopped), Pause);
                continue;
            }

            StepOutcome outcome;
            try
            {
                outcome = await RunAsync(step, cancellationToken);
            }
            catch (PowerShellBrokenException broken)
            {
                outcome = new StepOutcome(step.Id, StepResult.Unknown, LyncDiagnostics.About(step, broken.Diagnostic));
                if (++breaks == MostBreaks) stopped = broken.Diagnostic;
            }
            catch (ProviderException problem)
            {
                outcome = new StepOutcome(step.Id, StepResult.NotDone, LyncDiagnostics.About(step, problem.Diagnostic), breaks > 0 ? Pause : null);
                // Where no session can be had any more, the others need not find out one by one.
                if (breaks > 0) stopped = problem.Diagnostic;
            }

            yield return outcome;
        }
    }

    private async Task<StepOutcome> RunAsync(Step step, CancellationToken cancellationToken)
    {
        if (LyncCalls.Of(step) is not { } write) return new StepOutcome(step.Id, StepResult.NotDone, LyncDiagnostics.CannotDo(step));
        string? secret = null;
        foreach (var reference in write.Change.Parameters.Select(parameter => parameter.Argument).OfType<LyncArgument.Secret>())
        {
            secret = (await settings.Reveal(reference.Reference, cancellationToken)).ToString();
            if (secret.Length == 0) return new StepOutcome(step.Id, StepResult.NotDone, LyncDiagnostics.About(step, LyncDiagnostics.EmptySecret, $"The secret for {step.Resource} is empty: {reference.Reference}.", "Give it a content."));
        }

        var answer = await client.WriteAsync(step.Resource.Kind, write, secret, cancellationToken);
        return answer.Error is { } error ? await FailedAsync(step, write, answer, error, secret, cancellationToken) : answer.Verdict switch
        {
            LyncVerdict.Done => new StepOutcome(step.Id, StepResult.Applied),
            LyncVerdict.Same or LyncVerdict.Gone => new StepOutcome(step.Id, StepResult.AlreadyThere),
            LyncVerdict.Busy => new StepOutcome(step.Id, StepResult.NotDone, LyncDiagnostics.About(step, LyncDiagnostics.Busy, $"Another run was writing, so {step.Resource} was not touched.", "It is tried again."), Pause),
            LyncVerdict.Missing or LyncVerdict.Exists or LyncVerdict.Moved => Conflict(step, Difference(write, answer)),
            _ => new StepOutcome(step.Id, StepResult.Unknown, LyncDiagnostics.About(step, LyncDiagnostics.Uncertain, $"{write.Change.Cmdlet} ended without a word, so it is not known whether {step.Resource} was written.", "The live state is read again.")),
        };
    }

    private async Task<StepOutcome> FailedAsync(Step step, LyncWrite write, LyncAnswer answer, PowerShellError error, string? secret, CancellationToken cancellationToken)
    {
        var fault = LyncFaults.Of(error);
        if (answer.WasWriting && fault is LyncFault.Exists or LyncFault.Missing) return Conflict(step, LyncDiagnostics.Said(error, secret));
        var isKnown = !answer.WasWriting || fault != LyncFault.Unclear;
        var what = $"{(answer.WasWriting ? write.Change : write.Get).Cmdlet} for {step.Resource} failed";
        var why = LyncDiagnostics.Of(error, isKnown ? LyncDiagnostics.NotWritten : LyncDiagnostics.Uncertain, what, await client.PlaceAsync(cancellationToken), secret);
        return new StepOutcome(step.Id, isKnown ? StepResult.NotDone : StepResult.Unknown, LyncDiagnostics.About(step, why));
    }

    private static string Difference(LyncWrite write, LyncAnswer answer)
    {
        if (answer.Verdict == LyncVerdict.Missing) return "it is gone";
        if (write.Seen is not { } seen || answer.Live is not { } live) return "it exists already and differs from what was to be created";
        var moved = seen.Where(property => live.Values.TryGetValue(property.Name, out var text) ? text != property.Text : property.Text.Length > 0).Select(property => property.Name);
        return $"changed since the plan: {string.Join(", ", moved)}";
    }

    private static StepOutcome Conflict(Step step, string how) => new(step.Id, StepResult.Conflict, LyncDiagnostics.About(step, LyncDiagnostics.Changed, $"{step.Resource} is not as the plan saw it: {how}.", "Plan again."));
}
