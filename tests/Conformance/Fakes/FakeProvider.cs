using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using XmppDesiredState.Changes;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Conformance.Fakes;

/// <summary>A provider that keeps its contract, except where <see cref="FakeWorld.OnExecute"/> and <see cref="FakeWorld.OnObserve"/> say otherwise.</summary>
public sealed class FakeProvider(string name, FakeWorld world, ProviderSettings settings, ImmutableArray<Capability> capabilities) : IProvider
{
    private readonly FakeExecution execution = new(world, settings.Clock);

    public Resource Normalize(Resource desired) => desired;

    public Task<Observation> ObserveAsync(Scope scope, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        world.Record(new FakeCall(scope.Kind, null));
        if (world.OnObserve(scope.Kind) || capabilities.All(capability => capability.Kind != scope.Kind))
            throw new ProviderException(FakeDiagnostics.UnreadableKind(scope.Kind));
        ResourceId[] standing = [AccessPolicy.Global, EdgeAccess.Id, GatewaySettings.Id];
        var declared = scope.Declared.Select(resource => resource.Id).ToHashSet();
        var seen = world.SeenOf(scope.Kind, standing.Where(id => id.Kind == scope.Kind).Concat(declared));
        if (!world.SeesUnlisted || !scope.Unlisted) seen = [.. seen.Where(resource => declared.Contains(resource.Resource.Id))];
        return Task.FromResult(new Observation([.. seen.Select(Known)], world.SeesUnlisted && scope.Unlisted, $"{name} {world.Target}", [])
        {
            Unknown = [.. seen.SelectMany(resource => Maps.Where(field => field.Kind == scope.Kind).SelectMany(_ => world.Unreachable.Select(member =>
                new UnknownMember(resource.Resource.Id, member, FakeDiagnostics.Silent.At(null, $"{member} does not answer.", "Look at the member.")))))],
        });
    }

    private static (Kind Kind, string Name)[] Maps => [(Certificate.Kind, Certificate.Current.Name), (Service.Kind, Service.Loaded.Name)];

    // Of a member that cannot be asked nothing is reported.
    private ObservedResource Known(ObservedResource seen)
    {
        foreach (var (kind, name) in Maps)
        {
            if (kind != seen.Resource.Id.Kind || seen.Resource.Attributes.GetValueOrDefault(name) is not Value.Map map) continue;
            seen = seen with { Resource = seen.Resource.With(name, new Value.Map(map.Items.RemoveRange(world.Unreachable))) };
        }

        return seen;
    }

    public async IAsyncEnumerable<StepOutcome> ExecuteAsync(IReadOnlyList<Step> steps, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var step in steps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            world.Record(new FakeCall(step.Resource.Kind, step));
            var fault = world.OnExecute(step);
            if (fault == FakeFault.ThrowsBefore) throw new ProviderException(FakeDiagnostics.LostStep(step));
            if (fault == FakeFault.Hangs) await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            if (fault == FakeFault.WaitsAndSaysSo) settings.Waits(world.Slowness);
            if (fault is FakeFault.IsSlow or FakeFault.WaitsAndSaysSo) await Task.Delay(world.Slowness, settings.Clock, cancellationToken);
            if (fault == FakeFault.ContradictsItself) yield return new StepOutcome(step.Id, StepResult.Applied);
            if (await FailsBeforeAsync(step, fault, cancellationToken) is { } failure)
            {
                yield return failure;
                continue;
            }

            if (fault == FakeFault.SaysNothing) continue;
            if (fault == FakeFault.LiveChangesFirst) execution.Disturb(step.Resource);
            var outcome = execution.Run(step);
            if (fault == FakeFault.ThrowsAfter) throw new ProviderException(FakeDiagnostics.LostStep(step));
            yield return fault == FakeFault.AppliesAndLosesTheAnswer ? new StepOutcome(step.Id, StepResult.Unknown, FakeDiagnostics.LostStep(step)) : outcome;
            if (fault == FakeFault.AnswersTwice) yield return outcome;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask<StepOutcome?> FailsBeforeAsync(Step step, FakeFault fault, CancellationToken cancellationToken)
    {
        StepOutcome NotDone(string why, TimeSpan? again = null) => new(step.Id, StepResult.NotDone, FakeDiagnostics.RefusedStep(step, why), again);
        switch (fault)
        {
            case FakeFault.Refuses or FakeFault.ContradictsItself: return NotDone("the test says so");
            case FakeFault.RefusesForNow: return NotDone("the test says so, for now", world.RetryAfter);
            case FakeFault.LosesTheRequest: return new StepOutcome(step.Id, StepResult.Unknown, FakeDiagnostics.LostStep(step));
            case FakeFault.ReportsConflict: return new StepOutcome(step.Id, StepResult.Conflict, FakeDiagnostics.ConflictAt(step));
        }

        if (!capabilities.Any(capability => capability.Kind == step.Resource.Kind && capability.Operations.Contains(step.Operation)))
            return NotDone("this back end cannot do it");
        try
        {
            foreach (var secret in step.After?.Attributes.Values.OfType<Value.Secret>() ?? [])
                if ((await settings.Reveal(secret.Reference, cancellationToken)).IsEmpty) return NotDone("the secret is empty");
        }
        catch (ProviderException missing)
        {
            return new StepOutcome(step.Id, StepResult.NotDone, missing.Diagnostic);
        }

        return null;
    }
}
