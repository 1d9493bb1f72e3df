using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers.ZoneFile.Master;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.ZoneFile;

/// <summary>
/// Executes the steps of one zone as one write with one new serial. A step that cannot be done is left out; the others are done.
/// The compare of compare-and-swap is per record set: an edit elsewhere in the file between plan and write is kept and is no conflict.
/// </summary>
internal sealed class ZoneWrite(ZoneFileClient client, string zone, string path, TimeProvider clock)
{
    private const int Rounds = 5;

    private readonly List<StepOutcome> outcomes = [];

    public async Task<IReadOnlyList<StepOutcome>> ExecuteAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken)
    {
        // Two steps on one record set: the second sees what the first wrote.
        for (var rest = steps.ToList(); rest.Count > 0;)
        {
            var round = rest.DistinctBy(step => step.Resource).ToList();
            var taken = new HashSet<Step>(round, ReferenceEqualityComparer.Instance);
            rest = [.. rest.Where(step => !taken.Contains(step))];
            await WriteAsync(round, cancellationToken);
        }

        return outcomes;
    }

    private async Task WriteAsync(List<Step> steps, CancellationToken cancellationToken)
    {
        try
        {
            for (var attempt = 0; attempt < Rounds && steps.Count > 0; attempt++)
            {
                var content = client.Read(zone, path);
                steps = [.. steps.Where(step => IsOpen(step, content))];
                if (steps.Count == 0) return;
                if (await TryWriteAsync(content, steps, cancellationToken)) return;
                // The file changed meanwhile: once more from what is there now.
                steps = [.. steps.Where(step => outcomes.TrueForAll(outcome => outcome.Step != step.Id))];
            }

            Settle(steps, StepResult.Conflict, ZoneFileDiagnostics.Changed.At(null, $"The file of {zone} changed each time it was about to be written.", "See what writes it, then plan again."));
        }
        catch (ProviderException refused)
        {
            var result = refused.Diagnostic.Descriptor == ZoneFileDiagnostics.Partial ? StepResult.Unknown : StepResult.NotDone;
            Settle(steps, result, refused.Diagnostic);
        }
    }

    // Decides what needs no write: done already, changed since, impossible.
    private bool IsOpen(Step step, ZoneContent content)
    {
        var current = ZoneFileMapper.ToResource(step.Resource.Name, content.Of(step.Resource.Name))?.Resource;
        if (step.Operation is not (Operation.Create or Operation.Update or Operation.Delete) || (step.After is null) != (step.Operation == Operation.Delete))
            return Settle([step], StepResult.NotDone, ZoneFileDiagnostics.CannotHold(step));
        if (step.After is null ? current is null : current is not null && Holds(step.After, current))
            return Settle([step], StepResult.AlreadyThere, null);
        if (step.Before is null ? current is null : current is not null && Holds(step.Before.Resource, current))
            return true;
        return Settle([step], StepResult.Conflict, ZoneFileDiagnostics.Changed.At(null,
            current is null ? $"{step.Resource.Name} is no longer in the zone file." : $"{step.Resource.Name} in the zone file is not as the plan found it.", "Plan again and look at what changed."));
    }

    private static bool Holds(Resource expected, Resource current) =>
        expected.Attributes.All(attribute => current.Attributes.TryGetValue(attribute.Key, out var value) && value.Equals(attribute.Value));

    private async Task<bool> TryWriteAsync(ZoneContent content, List<Step> steps, CancellationToken cancellationToken)
    {
        var failures = new List<(Step Step, Diagnostic Why)>();
        var best = await TryEditAsync(content, steps, cancellationToken);
        if (best.Why is not null)
        {
            best = new Attempt(null, [], []);
            if (await client.CheckAsync(zone, content.Files, cancellationToken) is { } beforehand)
                failures.AddRange(steps.Select(step => (step, beforehand with { Summary = "Before any change: " + beforehand.Summary })));
            else
                best = await BisectAsync(content, steps, best, failures, cancellationToken);
        }

        if (best.Steps.Count > 0 && !await client.TryReplaceAsync(content, best.Files, cancellationToken)) return false;
        foreach (var (step, why) in failures) Settle([step], StepResult.NotDone, why);
        foreach (var step in best.Steps) Settle([step], StepResult.Applied, null);
        return true;
    }

    // Adds of the steps what can be done to what was found to work so far.
    private async Task<Attempt> BisectAsync(ZoneContent content, List<Step> steps,
        Attempt best, List<(Step, Diagnostic)> failures, CancellationToken cancellationToken)
    {
        var tried = await TryEditAsync(content, [.. best.Steps, .. steps], cancellationToken);
        if (tried.Why is null) return tried;
        if (steps.Count == 1)
        {
            failures.Add((steps[0], tried.Why));
            return best;
        }

        var half = steps.Count / 2;
        best = await BisectAsync(content, steps[..half], best, failures, cancellationToken);
        return await BisectAsync(content, steps[half..], best, failures, cancellationToken);
    }

    private async Task<Attempt> TryEditAsync(ZoneContent content, List<Step> steps, CancellationToken cancellationToken)
    {
        try
        {
            var sets = steps.ConvertAll(step => ZoneFileMapper.ToRecords(step.Resource, step.After));
            var files = ZoneEditor.Edit(content, sets, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
            var fault = ZoneProof.FindFault(content, client.ReadCandidate(content, files), sets);
            var why = fault is null ? await client.CheckAsync(zone, files, cancellationToken)
                : ZoneFileDiagnostics.NotProven.At(null, $"The edit would have changed {fault} in a way that was not intended.", "Mend the lines around the record set by hand.");
            return new Attempt(why, steps, files);
        }
        catch (ZoneEditException refused)
        {
            return new Attempt(refused.Diagnostic, steps, []);
        }
        catch (ProviderException refused) when (refused.Diagnostic.Descriptor != ZoneFileDiagnostics.CheckBroken)
        {
            return new Attempt(refused.Diagnostic, steps, []);
        }
    }

    private bool Settle(IEnumerable<Step> steps, StepResult result, Diagnostic? why)
    {
        outcomes.AddRange(steps.Select(step => new StepOutcome(step.Id, result, why is null ? null : why with { Address = $"{step.Resource}@{step.Provider}" })));
        return false;
    }

    /// <summary>An edit that was computed, proven and checked.</summary>
    /// <param name="Why">What is wrong with it; null when it can be written.</param>
    private sealed record Attempt(Diagnostic? Why, List<Step> Steps, ImmutableArray<ZoneText> Files);
}
