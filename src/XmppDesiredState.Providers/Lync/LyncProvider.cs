using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers.Lync.Certificates;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Lync;

/// <summary>The configuration store, the services and the certificates of a Lync deployment.</summary>
internal sealed class LyncProvider : IProvider
{
    private readonly LyncSessions sessions;
    private readonly bool ownsSessions;
    private readonly LyncClient client;
    private readonly LyncExecution execution;
    private readonly LyncSettle settle;
    private readonly LyncRestart restart;
    private readonly LyncCertificates certificates;
    private readonly Lock gate = new();
    private Task<LyncFacts>? facts;

    public LyncProvider(ProviderSettings settings) : this(settings, new LyncSessions(settings), ownsSessions: true)
    {
    }

    /// <param name="ownsSessions">Whether they end with the provider.</param>
    public LyncProvider(ProviderSettings settings, LyncSessions sessions, bool ownsSessions)
    {
        (this.sessions, this.ownsSessions) = (sessions, ownsSessions);
        var timeout = LyncOptions.TimeoutOf(settings.Options);
        client = new LyncClient(sessions, timeout);
        execution = new LyncExecution(client, settings);
        settle = new LyncSettle(client, LyncOptions.WithinOf(settings.Options), settings);
        restart = new LyncRestart(client, timeout, settings);
        certificates = new LyncCertificates(sessions, settings);
    }

    public Resource Normalize(Resource desired) => LyncMapper.Normalize(desired);

    public async Task<Observation> ObserveAsync(Scope scope, CancellationToken cancellationToken)
    {
        if (!LyncCapabilities.Has(scope.Kind)) throw new ProviderException(LyncDiagnostics.Unsupported.At(null, $"The lync provider does not keep the kind {scope.Kind.Name}.", "Declare it on another provider."));
        var known = await FactsAsync(cancellationToken);
        if (known.Refusal is { } refusal) throw new ProviderException(refusal);
        if (scope.Kind == Certificate.Kind) return await certificates.ObserveAsync(scope, known.Target, cancellationToken);
        if (scope.Kind == Service.Kind) return await new LyncInterrupted(client).ObserveAsync(scope, known.Target, cancellationToken);

        var notes = new List<Diagnostic>();
        var seen = (await client.ReadAsync(scope.Kind, cancellationToken)).Select(row => LyncMapper.ToResource(scope.Kind, row, notes)).OrderBy(resource => resource.Resource.Id).ToImmutableArray();
        if (LyncMapper.Twice(seen) is { } twice) throw new ProviderException(twice);
        if (scope.Kind == Partner.Kind) notes.AddRange(known.Notes);
        var declared = scope.Declared.Select(resource => resource.Id).ToHashSet();
        return new Observation([.. seen.Where(resource => scope.Unlisted || declared.Contains(resource.Resource.Id))], scope.Unlisted, known.Target, [.. notes]);
    }

    public async IAsyncEnumerable<StepOutcome> ExecuteAsync(IReadOnlyList<Step> steps, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var settling = steps.Where(step => step.Operation == Operation.Settle && LyncCapabilities.Can(step)).ToArray();
        if (settling.Length > 0)
        {
            foreach (var outcome in await settle.RunAsync(settling, cancellationToken)) yield return outcome;
        }

        var restarts = steps.Where(step => step.Operation == Operation.Restart && LyncCapabilities.Can(step)).ToArray();
        var onMachines = steps.Where(step => step.Resource.Kind == Certificate.Kind).ToArray();
        await foreach (var outcome in execution.RunAsync(steps.Except(settling).Except(restarts).Except(onMachines), cancellationToken)) yield return outcome;
        // One after the other: a step looks at what the one before it left on other machines.
        foreach (var step in onMachines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return await certificates.RunAsync(step, cancellationToken);
        }

        // Which members may be down at the same time is the engine's business: what it sends together may go together.
        await foreach (var outcome in Task.WhenEach(restarts.Select(step => restart.RunAsync(step, cancellationToken)))) yield return await outcome;
    }

    public ValueTask DisposeAsync() => ownsSessions ? sessions.DisposeAsync() : ValueTask.CompletedTask;

    // Several kinds are observed at the same time; what failed is looked at again by the next.
    private async Task<LyncFacts> FactsAsync(CancellationToken cancellationToken)
    {
        Task<LyncFacts> known;
        lock (gate)
        {
            if (facts is null || facts.IsFaulted || facts.IsCanceled) facts = LyncFacts.ReadAsync(client, cancellationToken);
            known = facts;
        }

        return await known.WaitAsync(cancellationToken);
    }
}
