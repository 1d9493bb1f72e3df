using System.Collections.Immutable;
using XmppDesiredState.Engine.Telemetry;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Observation;

/// <summary>Reads all scopes at the same time. A read that fails makes its kind unknown and concerns no other.</summary>
internal sealed class Observer(IProviderReaders providers, int parallelism, TimeSpan timeout, TimeProvider clock)
{
    public async Task<ObservedState> ObserveAsync(ImmutableArray<(string Provider, Scope Scope)> scopes, CancellationToken cancellationToken)
    {
        var seen = new KindObservation[scopes.Length];
        await Parallel.ForAsync(0, scopes.Length, new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken },
            async (index, token) => seen[index] = await ObserveAsync(scopes[index].Provider, scopes[index].Scope, token));
        return new ObservedState([.. seen]);
    }

    public async Task<KindObservation> ObserveAsync(string provider, Scope scope, CancellationToken cancellationToken)
    {
        if (!providers.IsDeclared(provider))
            return new KindObservation(provider, scope.Kind, null, ObservationDiagnostics.GoneWith(provider, scope.Declared.Length));
        using var call = ProviderCall.Observe(provider, providers.TypeOf(provider), scope.Kind, clock);
        var seen = await AskAsync(provider, scope, cancellationToken);
        if (seen.Unreadable is { } why) call.Failed(why);
        else call.Saw(seen.Seen!.Resources.Length);
        return seen;
    }

    private async Task<KindObservation> AskAsync(string provider, Scope scope, CancellationToken cancellationToken)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            using var timer = new SilenceTimer(clock, timeout, providers.PatienceFor(provider), bounded);
            // WaitAsync as well: a provider that ignores its token must not stall the others' results.
            var observation = await Task.Run(() => providers.Reader(provider).ObserveAsync(scope, bounded.Token), bounded.Token).WaitAsync(bounded.Token);
            return Contradiction(observation, scope.Kind) is { } what
                ? new KindObservation(provider, scope.Kind, null, ObservationDiagnostics.ContradictionOf(provider, scope.Kind, what))
                : new KindObservation(provider, scope.Kind, observation, null);
        }
        catch (ProviderException problem)
        {
            return new KindObservation(provider, scope.Kind, null, problem.Diagnostic);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new KindObservation(provider, scope.Kind, null, ObservationDiagnostics.TimedOutAfter(provider, scope.Kind, timeout));
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // The boundary to code that is not ours: whatever it throws, the kind is unknown.
            return new KindObservation(provider, scope.Kind, null, ObservationDiagnostics.CrashedWith(provider, problem));
        }
    }

    private static string? Contradiction(Providers.Observation observation, Kind kind)
    {
        var ids = new HashSet<ResourceId>();
        foreach (var resource in observation.Resources)
        {
            if (resource.Resource.Id.Kind != kind) return resource.Resource.Id.ToString();
            if (!ids.Add(resource.Resource.Id)) return $"{resource.Resource.Id} twice";
        }

        return null;
    }
}
