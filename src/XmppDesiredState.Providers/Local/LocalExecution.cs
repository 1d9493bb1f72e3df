using System.Globalization;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Local;

/// <summary>
/// One step, compare-and-swap: under the folder's lock the file is read again and compared with what the plan saw.
/// What holds already is left alone; what is neither as it was nor as it shall be is a conflict.
/// </summary>
internal sealed class LocalExecution(LocalClient client, ProviderSettings settings)
{
    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(1);

    public async Task<StepOutcome> RunAsync(Step step, CancellationToken cancellationToken)
    {
        try
        {
            if (Refusal(step) is { } why) return Failed(step, LocalDiagnostics.CannotDo(step, why));
            if (await MissingSecretAsync(step, cancellationToken) is { } missing) return Failed(step, missing);
            using var held = await client.LockAsync(cancellationToken);
            return held is null ? new StepOutcome(step.Id, StepResult.NotDone, LocalDiagnostics.BusyFor(step), BusyPause) : Swap(step);
        }
        catch (ProviderException problem)
        {
            return Failed(step, problem.Diagnostic);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Failed(step, LocalDiagnostics.NotWrittenFor(step, problem.Message));
        }
    }

    private static string? Refusal(Step step)
    {
        if (LocalProviderFactory.CapabilityOf(step.Resource.Kind) is not { } capability) return $"the local provider does not keep the kind {step.Resource.Kind.Name}";
        if (!capability.Operations.Contains(step.Operation)) return "the local provider does not have this operation";
        if (step.Operation is Operation.Create or Operation.Delete && step.Resource.Kind.IsFixed(step.Resource.Name)) return "it exists on every live system";
        if (step.Operation is Operation.Create or Operation.Update && step.After is null) return "the step does not say what to write";
        if (LocalMapper.CanonicalName(step.Resource.Kind, step.Resource.Name) != step.Resource.Name) return "that is no name of this kind";
        if (step.Operation is Operation.Reload or Operation.Restart && LoadedAfter(step) is null) return "the step names no member, or no certificate for it to load";
        return null;
    }

    // The secret must be there and not empty, as a gateway would insist; it is not kept, compared or written.
    private async Task<Diagnostic?> MissingSecretAsync(Step step, CancellationToken cancellationToken)
    {
        foreach (var secret in step.After?.Attributes.Values.OfType<Value.Secret>() ?? [])
            if ((await settings.Reveal(secret.Reference, cancellationToken)).IsEmpty) return LocalDiagnostics.EmptySecretFor(step, secret.Reference.ToString());
        return null;
    }

    private StepOutcome Swap(Step step)
    {
        var file = client.Read(step.Resource);
        if (step.Resource.Kind == Service.Kind) return Load(step, file);
        var live = file is not null ? LocalMapper.Read(file) : step.Resource.Kind.IsFixed(step.Resource.Name) ? LocalMapper.Unwritten(step.Resource) : null;
        if (live is null && step.Operation == Operation.Delete) return Outcome(step, StepResult.AlreadyThere);
        if (live is null && step.Operation == Operation.Update) return Conflict(step);

        var asPlanned = live is null ? step.Before is null : step.Before is not null && (step.Before.Version == file?.Version || Matches(step.Before.Resource, live));
        if (step.Operation == Operation.Delete) return asPlanned ? Written(step, null) : Conflict(step);

        var after = LocalMapper.Merge(live ?? new Resource(step.Resource), step.After!);
        // A secret may have another content under the same word, so a step that brings one is always written.
        if (live is not null && after.Equals(live) && !step.After!.Attributes.Values.Any(value => value is Value.Secret)) return Outcome(step, StepResult.AlreadyThere);
        return asPlanned ? Written(step, LocalMapper.Write(after)) : Conflict(step);
    }

    private StepOutcome Load(Step step, LocalFile? file)
    {
        var (member, thumbprint) = LoadedAfter(step)!.Value;
        var service = file is null ? LocalService.None : LocalService.Read(file);
        var before = service.Members.GetValueOrDefault(member)?.Loaded;
        if (before == thumbprint) return Outcome(step, StepResult.AlreadyThere);
        if (before != Loaded(step.Before?.Resource, member)) return Conflict(step);
        var at = settings.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var done = step.Operation == Operation.Restart ? "restarted" : "reloaded";
        var reason = before is null ? $"{done} to load its certificate" : $"{done} to load its certificate instead of {before}";
        return Written(step, new LocalService(service.Members.SetItem(member, new LocalMember(thumbprint, at, reason))).Write());
    }

    private StepOutcome Written(Step step, string? text)
    {
        try
        {
            if (text is null) client.Delete(step.Resource);
            else client.Write(step.Resource, text);
            return Outcome(step, StepResult.Applied);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return HasHappened(step, text) ? new StepOutcome(step.Id, StepResult.Unknown, LocalDiagnostics.UncertainFor(step, problem.Message))
                : Failed(step, LocalDiagnostics.NotWrittenFor(step, problem.Message));
        }
    }

    // Under the lock nobody else writes, so what is there after an error tells whether the error came before or after the rename.
    private bool HasHappened(Step step, string? text)
    {
        try
        {
            return client.Read(step.Resource)?.Text == text;
        }
        catch (ProviderException)
        {
            return true;
        }
    }

    private static (string Member, string Thumbprint)? LoadedAfter(Step step) =>
        step.Member is { } member && (Loaded(step.After, member) ?? step.Artifact) is { } thumbprint ? (member, thumbprint) : null;

    private static string? Loaded(Resource? service, string member) =>
        ((service?[Service.Loaded] as Value.Map)?.Items.GetValueOrDefault(member) as Value.Text)?.Content;

    private static bool Matches(Resource seen, Resource live) => LocalMapper.Report(seen).Equals(LocalMapper.Report(live));

    private static StepOutcome Outcome(Step step, StepResult result) => new(step.Id, result);

    private static StepOutcome Failed(Step step, Diagnostic why) => new(step.Id, StepResult.NotDone, why);

    private static StepOutcome Conflict(Step step) => new(step.Id, StepResult.Conflict, LocalDiagnostics.ChangedSince(step));
}
