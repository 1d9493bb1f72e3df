using System.Runtime.CompilerServices;
using XmppDesiredState.Certificates;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Manual;

/// <summary>Certificates that a person obtains: the request goes into one folder, the answer is found in another.</summary>
internal sealed class ManualProvider(ManualClient client, ProviderSettings settings) : IProvider
{
    private readonly TimeSpan leadTime = settings.TryGet(ManualOptions.LeadTime, out var given) ? given : ManualOptions.UsualLeadTime;

    public Resource Normalize(Resource desired) => desired;

    /// <summary>What is outstanding, with the chain where the answer has come. Writes nothing.</summary>
    public Task<Observation> ObserveAsync(Scope scope, CancellationToken cancellationToken) => Task.Run(() => Observe(scope, cancellationToken), cancellationToken);

    public async IAsyncEnumerable<StepOutcome> ExecuteAsync(IReadOnlyList<Step> steps, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var step in steps) yield return await Task.Run(() => Issue(step, cancellationToken), cancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Observation Observe(Scope scope, CancellationToken cancellationToken)
    {
        if (scope.Kind != Certificate.Kind) throw new ProviderException(ManualDiagnostics.Unsupported.At(null, $"An issuer has no {scope.Kind.Name}.", "Name a provider that has."));
        var outstanding = scope.Declared.Where(declared => OutstandingRequest.Of(declared) is not null).OrderBy(declared => declared.Id).ToArray();
        var folder = outstanding.Length == 0 ? new ManualFolder([], []) : client.Read(cancellationToken);
        return new Observation([.. outstanding.Select(declared => new ObservedResource(Seen(declared, folder), ""))], SawUnlisted: false, $"manual {client.Answers}",
            folder.Unread.IsEmpty ? [] : [ManualDiagnostics.PassedOverFiles(folder.Unread)]);
    }

    private static Resource Seen(Resource declared, ManualFolder folder)
    {
        var slot = (Value.Map)declared[Certificate.Next]!;
        var isOpen = OutstandingRequest.Of(declared) is { Chain: null };
        var answer = isOpen && SigningRequest.Read(OutstandingRequest.Of(declared)!.Request) is { } request ? ManualMapper.Answer(request, folder) : null;
        return new Resource(declared.Id).With(Certificate.Next.Name, answer is null ? slot : ManualMapper.WithChain(slot, answer));
    }

    private StepOutcome Issue(Step step, CancellationToken cancellationToken)
    {
        StepOutcome NotDone(Diagnostic why) => new(step.Id, StepResult.NotDone, why);
        if (step.Resource.Kind != Certificate.Kind || step.Operation != Operation.Issue) return NotDone(ManualDiagnostics.CannotDo(step));
        var known = OutstandingRequest.Of(step.Before?.Resource);
        if ((step.Artifact ?? known?.Request) is not { } pem || SigningRequest.Read(pem) is not { } request) return NotDone(ManualDiagnostics.NoRequestFor(step));
        var failure = LayOut(step, request);
        try
        {
            var folder = client.Read(cancellationToken);
            if (ManualMapper.Answer(request, folder) is { } chain) return new StepOutcome(step.Id, StepResult.Applied, Artifact: chain);
            // Known under its key: the store may have written the same request in another form.
            var requestedAt = known is not null && SigningRequest.Read(known.Request)?.KeyFingerprint == request.KeyFingerprint ? known.RequestedAt : (DateTimeOffset?)null;
            return failure is not null ? NotDone(failure) : new StepOutcome(step.Id, StepResult.Waiting, Waiting(step, request, folder, requestedAt));
        }
        catch (ProviderException problem)
        {
            return NotDone(ManualDiagnostics.About(step, problem.Diagnostic));
        }
    }

    // An answer that is there already counts, whether the request could be laid out or not.
    private Diagnostic? LayOut(Step step, SigningRequest request)
    {
        try
        {
            var summary = ManualMapper.Summary(WantedCertificate.Of(step.After), request, step.After!.Get(Certificate.Template), client.RequestOf(step.Resource.Name), client.Answers,
                ManualMapper.AskBy(step.Before?.Resource, leadTime));
            client.Write(step.Resource.Name, request.Pem, summary);
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return ManualDiagnostics.NotWrittenFor(step, problem.Message.TrimEnd('.'));
        }
    }

    private Diagnostic Waiting(Step step, SigningRequest request, ManualFolder folder, DateTimeOffset? requestedAt)
    {
        var now = settings.Clock.GetUtcNow();
        var askBy = ManualMapper.AskBy(step.Before?.Resource, leadTime);
        var isOverdue = askBy is { } date && date.AskBy < now;
        var sentences = new List<string> { $"The request for {step.Resource} waits since {ManualMapper.Age(requestedAt, now)} in {client.RequestOf(step.Resource.Name)}." };
        if (askBy is { } dates)
        {
            sentences.Add(isOverdue ? $"Asking the CA is overdue since {ManualMapper.Date(dates.AskBy)}: the current certificate {(dates.End < now ? "ended" : "ends")} on {ManualMapper.Date(dates.End)}."
                : $"Ask the CA by {ManualMapper.Date(dates.AskBy)}: the current certificate ends on {ManualMapper.Date(dates.End)}.");
        }

        foreach (var file in ManualMapper.ForAnotherKey(request, folder, step.Before?.Resource, now).Take(3))
            sentences.Add($"{file} is for the same names but was issued for another key: was the CA given an older request?");
        if (!folder.Unread.IsEmpty) sentences.Add(ManualDiagnostics.PassedOverFiles(folder.Unread).Summary);
        return ManualDiagnostics.WaitingFor(step, isOverdue, string.Join(' ', sentences), $"Send it to the CA and put the answer into {client.Answers}, then apply again.");
    }
}
