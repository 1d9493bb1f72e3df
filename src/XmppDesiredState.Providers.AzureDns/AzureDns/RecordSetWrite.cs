using Azure;
using XmppDesiredState.Changes;
using XmppDesiredState.Providers.AzureDns.AzureDns.ResourceManager;

namespace XmppDesiredState.Providers.AzureDns.AzureDns;

/// <summary>
/// One step as compare-and-swap: Azure compares the ETag, and only where that differs the values decide, since an ETag changes with metadata too.
/// <code>
/// after 412, read again     | then
/// --------------------------|--------------------------------------
/// as wanted                 | already there
/// as before, other ETag     | once more with that ETag
/// anything else             | conflict
/// </code>
/// </summary>
internal sealed class RecordSetWrite(AzureDnsClient client, WriteBudget budget, string zone)
{
    // Each round lost means that somebody else wrote the same set in between without changing its values.
    private const int Rounds = 3;

    /// <param name="known">The set as last read, if it was.</param>
    /// <param name="waiting">How many writes have not been sent yet; for people.</param>
    public async Task<StepOutcome> ExecuteAsync(Step step, DnsSrvRecordData? known, Func<int> waiting, CancellationToken cancellationToken)
    {
        var name = AzureDnsZones.Relative(step.Resource.Name, zone);
        // What was read counts only for the version that the plan saw.
        var live = step.Before is { Version.Length: > 0 } before && known?.ETag?.ToString() == before.Version ? known : null;
        try
        {
            for (var round = 1; ; round++)
            {
                if (step.Before is not null && live is null)
                {
                    live = await client.FindAsync(zone, name, cancellationToken);
                    if (Judge(step, live) is { } verdict) return verdict;
                }

                if (await SendAsync(step, name, live, cancellationToken) is { } outcome) return outcome;
                live = await client.FindAsync(zone, name, cancellationToken);
                if (Judge(step, live) is { } judged) return judged;
                if (round == Rounds) return new StepOutcome(step.Id, StepResult.Conflict, AzureDnsDiagnostics.ChangedAt(step));
            }
        }
        catch (FailedException failed)
        {
            if (failed.Failure.RetryAfter is { } wait) budget.Close(wait, waiting());
            return new StepOutcome(step.Id, failed.Failure.Result, failed.Failure.Diagnostic, failed.Failure.RetryAfter);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Only waiting for a turn ends so; a request under way is a failure of its own.
            return new StepOutcome(step.Id, StepResult.NotDone, AzureDnsDiagnostics.Stopped.At(null, $"The run was stopped before the change of {step.Resource.Name} was sent.", "Apply again."));
        }
    }

    /// <summary>Null: the condition did not hold.</summary>
    private async Task<StepOutcome?> SendAsync(Step step, string name, DnsSrvRecordData? live, CancellationToken cancellationToken)
    {
        await budget.EnterAsync(cancellationToken);
        try
        {
            // None, for a create: Azure refuses it where anything exists.
            ETag? tag = step.Before is null ? null : live?.ETag;
            if (step.After is null)
                return new StepOutcome(step.Id, tag is { } old && await client.DeleteAsync(zone, name, old, cancellationToken) ? StepResult.Applied : StepResult.AlreadyThere);
            var answer = await client.PutAsync(zone, AzureDnsMapper.ToData(name, step.After, live), tag, cancellationToken);
            if (AzureDnsMapper.Holds(step.After, AzureDnsMapper.ToResource(step.Resource.Name, answer).Resource)) return new StepOutcome(step.Id, StepResult.Applied);
            return new StepOutcome(step.Id, StepResult.Unknown, AzureDnsDiagnostics.Unclear.At(null,
                $"Azure took the change of {step.Resource.Name} and answers with other values.", "Plan again and look at what is there."));
        }
        catch (FailedException failed) when (failed.Failure.IsPrecondition)
        {
            return null;
        }
    }

    private static StepOutcome? Judge(Step step, DnsSrvRecordData? live)
    {
        if (live is null)
        {
            return step.After is null ? new StepOutcome(step.Id, StepResult.AlreadyThere)
                : step.Before is null ? null
                : new StepOutcome(step.Id, StepResult.Conflict, AzureDnsDiagnostics.ChangedAt(step));
        }

        var seen = AzureDnsMapper.ToResource(step.Resource.Name, live).Resource;
        if (step.After is not null && AzureDnsMapper.Holds(step.After, seen)) return new StepOutcome(step.Id, StepResult.AlreadyThere);
        return step.Before is not null && AzureDnsMapper.Holds(step.Before.Resource, seen) ? null : new StepOutcome(step.Id, StepResult.Conflict, AzureDnsDiagnostics.ChangedAt(step));
    }
}
