using XmppDesiredState.Changes;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Conformance;

/// <summary>One subject with one provider on it: what the cases of the suite are written with.</summary>
internal sealed class Bench(ConformanceSubject subject) : IAsyncDisposable
{
    public ConformanceSubject Subject => subject;

    public IProvider Provider { get; } = subject.Create();

    public Resource Sample(Kind kind, int number) => subject.Sample(kind, number);

    public Resource Mutate(Resource sample) => subject.Mutate(sample);

    public Capability Capability(Kind kind) => subject.Factory.Capabilities.Single(capability => capability.Kind == kind);

    public async Task<Observation> ObserveAsync(Kind kind)
    {
        // A back end that cannot list (plain DNS) reports what is declared, so every sample is.
        var declared = subject.Kinds.Contains(kind) ? Enumerable.Range(1, 50).Select(number => new Resource(Sample(kind, number).Id)) : [];
        return await Provider.ObserveAsync(new Scope(kind, [.. declared], Unlisted: true), CancellationToken.None);
    }

    public async Task<ObservedResource?> FindAsync(ResourceId id) =>
        (await ObserveAsync(id.Kind)).Resources.SingleOrDefault(seen => seen.Resource.Id == id);

    public async Task<ObservedResource> CreateAsync(Resource desired)
    {
        await ExpectAsync(Steps.Create(desired), StepResult.Applied, "Creating what does not exist");
        return await FindAsync(desired.Id) ?? throw new ConformanceException($"{desired.Id} was created and is not reported. Scope.Declared: each is reported if it exists.");
    }

    public async Task ExpectAsync(Step step, StepResult expected, string contract)
    {
        var outcomes = await RunAsync([step]);
        Demand.That(outcomes.Count == 1, $"IProvider.ExecuteAsync: exactly one outcome per step; got {outcomes.Count}.");
        Demand.That(outcomes[0].Result == expected, $"{contract}: expected {expected}, got {outcomes[0].Result} ({outcomes[0].Diagnostic}).");
        Demand.That(outcomes[0].Diagnostic is not null || expected is StepResult.Applied or StepResult.AlreadyThere, "StepOutcome.Diagnostic: why, for every result but Applied and AlreadyThere.");
    }

    public Task<List<StepOutcome>> RunAsync(Step[] steps) => RunAsync(Provider, steps);

    public static async Task<List<StepOutcome>> RunAsync(IProvider provider, Step[] steps)
    {
        var outcomes = new List<StepOutcome>();
        await foreach (var outcome in provider.ExecuteAsync(steps, CancellationToken.None)) outcomes.Add(outcome);
        return outcomes;
    }

    public async ValueTask DisposeAsync()
    {
        await Provider.DisposeAsync();
        await subject.DisposeAsync();
    }
}
