using CsCheck;
using XmppDesiredState.Changes;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using Xunit;

namespace XmppDesiredState.Conformance;

/// <summary>
/// What every provider must do, from the simplest to the odd. A provider's test class inherits it and names its <see cref="ConformanceSubject"/>.
/// Each message says what the contract (IProvider, IReadableProvider, StepOutcome) demands.
/// </summary>
public abstract class ProviderConformance
{
    protected abstract ConformanceSubject Subject();

    [Fact]
    public Task An_empty_live_system_is_read_as_empty() => EachKindAsync(async (bench, kind) =>
    {
        var seen = await bench.ObserveAsync(kind);
        Demand.That(seen.Resources.All(resource => kind.IsFixed(resource.Resource.Id.Name)), "A new live system holds only what is fixed (Kind.IsFixed).");
        Demand.That(seen.Target.Length > 0, "Observation.Target: name the live system; the run store keeps it to refuse another's record.");
    });

    [Fact]
    public Task Who_says_that_he_sees_unlisted_resources_sees_them() => EachKindAsync(async (bench, kind) =>
    {
        var foreign = bench.Sample(kind, 7);
        await bench.Subject.ChangeBehindItsBackAsync(foreign);
        var seen = await bench.Provider.ObserveAsync(new Scope(kind, [], Unlisted: true), CancellationToken.None);
        Demand.That(seen.Resources.Any(resource => resource.Resource.Id == foreign.Id) == seen.SawUnlisted,
            "Observation.SawUnlisted: whether it would have seen resources that nobody declared. Without it, absence proves nothing.");
    });

    [Fact]
    public Task What_was_created_is_read_back_in_normal_form() => EachKindAsync(async (bench, kind) =>
    {
        var sample = bench.Sample(kind, 1);
        await bench.CreateAsync(sample);
        Demand.Reports(await bench.FindAsync(sample.Id), bench.Provider.Normalize(sample), "IReadableProvider.Normalize: the form in which this back end will report a desired resource");
    });

    [Fact]
    public Task Reading_twice_gives_the_same() => EachKindAsync(async (bench, kind) =>
    {
        await bench.CreateAsync(bench.Sample(kind, 1));
        await bench.CreateAsync(bench.Sample(kind, 2));
        var (first, second) = (await bench.ObserveAsync(kind), await bench.ObserveAsync(kind));
        Demand.That(first.Resources.SequenceEqual(second.Resources), "Values and versions stay the same while nobody writes, and so does their order.");
        Demand.That(first.Target == second.Target, "Observation.Target identifies the live system; it stays the same.");
    });

    [Fact]
    public Task Only_fields_of_the_capability_are_read() => EachKindAsync(async (bench, kind) =>
    {
        await bench.CreateAsync(bench.Sample(kind, 1));
        var known = bench.Capability(kind).Fields.Where(field => !field.Is(Traits.WriteOnly)).Select(field => field.Name).ToHashSet();
        foreach (var seen in (await bench.ObserveAsync(kind)).Resources)
        {
            Demand.That(seen.Resource.Attributes.Keys.All(known.Contains), "Capability.Fields lists every field that is reported; a write-only field is not reported.");
            Demand.That(seen.Resource.Attributes.All(item => item.Value is Value.Cleared || (kind.FindField(item.Key)!.TryRead(item.Value, out var canonical, out _) && canonical.Equals(item.Value))),
                "Observed values are canonical: reading one by its field yields itself.");
        }
    });

    [Fact]
    public Task Normal_form_is_pure_and_normalising_twice_changes_nothing() => EachKindAsync((bench, kind) =>
    {
        ResourceGenerator.Of(kind, bench.Sample(kind, 1).Id, bench.Capability(kind).Fields).Sample(desired =>
        {
            var once = bench.Provider.Normalize(desired);
            Demand.That(once.Equals(bench.Provider.Normalize(desired)), "IReadableProvider.Normalize is pure: equal input, equal output.");
            Demand.That(once.Equals(bench.Provider.Normalize(once)), "IReadableProvider.Normalize: applying it twice changes nothing.");
            Demand.That(once.Id == desired.Id, "IReadableProvider.Normalize keeps the id.");
        }, iter: 200);
        return Task.CompletedTask;
    });

    [Fact]
    public Task Creating_what_is_there_already_is_AlreadyThere() => EachKindAsync(async (bench, kind) =>
    {
        var sample = bench.Sample(kind, 1);
        await bench.CreateAsync(sample);
        await bench.ExpectAsync(Steps.Create(sample), StepResult.AlreadyThere, "StepResult.AlreadyThere: it held already; nothing was written");
    });

    [Fact]
    public Task Creating_over_a_different_one_is_a_Conflict() => EachKindAsync(async (bench, kind) =>
    {
        var sample = bench.Sample(kind, 1);
        await bench.Subject.ChangeBehindItsBackAsync(bench.Mutate(sample));
        var before = await bench.FindAsync(sample.Id);
        await bench.ExpectAsync(Steps.Create(sample), StepResult.Conflict, "Step.Before is null where nothing must exist");
        Demand.That(before!.Equals(await bench.FindAsync(sample.Id)), "StepResult.Conflict: nothing was written.");
    });

    [Fact]
    public Task An_update_is_read_back() => EachKindAsync(async (bench, kind) =>
    {
        var before = await bench.CreateAsync(bench.Sample(kind, 1));
        var after = bench.Mutate(bench.Sample(kind, 1));
        await bench.ExpectAsync(Steps.Update(before, after), StepResult.Applied, "StepResult.Applied: done, on the server's own word");
        Demand.Reports(await bench.FindAsync(after.Id), bench.Provider.Normalize(after), "An update that is Applied is what the next observation reports");
    });

    [Fact]
    public Task An_update_that_holds_already_is_AlreadyThere() => EachKindAsync(async (bench, kind) =>
    {
        var before = await bench.CreateAsync(bench.Sample(kind, 1));
        var after = bench.Mutate(bench.Sample(kind, 1));
        await bench.Subject.ChangeBehindItsBackAsync(after);
        await bench.ExpectAsync(Steps.Update(before, after), StepResult.AlreadyThere, "What the step wants holds already, whoever did it");
    });

    [Fact]
    public Task An_update_of_what_has_changed_is_a_Conflict() => EachKindAsync(async (bench, kind) =>
    {
        var before = await bench.CreateAsync(bench.Sample(kind, 1));
        await bench.Subject.ChangeBehindItsBackAsync(bench.Mutate(bench.Mutate(bench.Sample(kind, 1))));
        var live = await bench.FindAsync(before.Resource.Id);
        await bench.ExpectAsync(Steps.Update(before, bench.Mutate(bench.Sample(kind, 1))), StepResult.Conflict, "Step.Before is what must still be true: compare-and-swap, never last-writer-wins");
        Demand.That(live!.Equals(await bench.FindAsync(before.Resource.Id)), "StepResult.Conflict: nothing was written.");
    });

    [Fact]
    public Task An_update_whose_version_is_unknown_goes_by_values() => EachKindAsync(async (bench, kind) =>
    {
        var before = await bench.CreateAsync(bench.Sample(kind, 1));
        await bench.ExpectAsync(Steps.Update(before with { Version = "" }, bench.Mutate(bench.Sample(kind, 1))), StepResult.Applied,
            "A version that differs while the values are equal is no conflict: the engine sends an empty one behind an interim step");
    });

    [Fact]
    public Task A_cleared_attribute_becomes_empty() => EachKindAsync(async (bench, kind) =>
    {
        if (bench.Subject.Clearable(kind) is not var (field, value)) return;
        var before = await bench.CreateAsync(bench.Sample(kind, 1).With(field.Name, value));
        await bench.ExpectAsync(Steps.Update(before, new Resource(before.Resource.Id).With(field.Name, Value.Cleared.Instance)), StepResult.Applied, "Value.Cleared: declared empty, so empty it");
        Demand.That((await bench.FindAsync(before.Resource.Id))?.Resource[field] is Value.Cleared, $"An empty field is reported as Value.Cleared; {field.Name} was not.");
    });

    [Fact]
    public Task What_was_deleted_is_gone() => EachKindAsync(async (bench, kind) =>
    {
        var before = await bench.CreateAsync(bench.Sample(kind, 1));
        await bench.ExpectAsync(Steps.Delete(before), StepResult.Applied, "StepResult.Applied: done, on the server's own word");
        Demand.That(await bench.FindAsync(before.Resource.Id) is null, "What was deleted is no longer reported.");
        await bench.ExpectAsync(Steps.Delete(before), StepResult.AlreadyThere, "Deleting what is missing: it held already");
    });

    [Fact]
    public Task Deleting_what_has_changed_is_a_Conflict() => EachKindAsync(async (bench, kind) =>
    {
        var before = await bench.CreateAsync(bench.Sample(kind, 1));
        await bench.Subject.ChangeBehindItsBackAsync(bench.Mutate(bench.Sample(kind, 1)));
        await bench.ExpectAsync(Steps.Delete(before), StepResult.Conflict, "A delete destroys only what the plan showed");
        Demand.That(await bench.FindAsync(before.Resource.Id) is not null, "StepResult.Conflict: nothing was written.");
    });

    [Fact]
    public Task Fifty_mixed_steps_give_fifty_outcomes() => EachKindAsync(async (bench, kind) =>
    {
        var samples = Enumerable.Range(1, 50).Select(number => bench.Sample(kind, number)).ToArray();
        await bench.RunAsync([.. samples[..30].Select(Steps.Create).Select((step, index) => step with { Id = index + 1 })]);
        var seen = (await bench.ObserveAsync(kind)).Resources.ToDictionary(resource => resource.Resource.Id);
        var steps = samples.Select((sample, index) => (index switch
        {
            < 15 => Steps.Update(seen[sample.Id], bench.Mutate(sample)),
            < 30 => Steps.Delete(seen[sample.Id]),
            _ => Steps.Create(sample),
        }) with
        { Id = index + 1 }).ToArray();
        var outcomes = await bench.RunAsync(steps);
        Demand.That(outcomes.Select(outcome => outcome.Step).Order().SequenceEqual(steps.Select(step => step.Id)), "IProvider.ExecuteAsync: exactly one outcome per step, in any order.");
        Demand.That(outcomes.All(outcome => outcome.Result == StepResult.Applied), "Independent steps of one batch are all applied.");
        Demand.That((await bench.ObserveAsync(kind)).Resources.Count(resource => samples.Any(sample => sample.Id == resource.Resource.Id)) == 35, "15 updated and 20 created remain; 15 were deleted.");
    });

    [Fact]
    public Task One_bad_step_does_not_stop_the_others() => EachKindAsync(async (bench, kind) =>
    {
        await bench.Subject.ChangeBehindItsBackAsync(bench.Mutate(bench.Sample(kind, 2)));
        var outcomes = await bench.RunAsync([.. Enumerable.Range(1, 3).Select(number => Steps.Create(bench.Sample(kind, number)) with { Id = number })]);
        var results = outcomes.OrderBy(outcome => outcome.Step).Select(outcome => outcome.Result);
        Demand.That(results.SequenceEqual([StepResult.Applied, StepResult.Conflict, StepResult.Applied]), $"Each step is answered for itself; got {string.Join(", ", results)}.");
        Demand.That(outcomes.Single(outcome => outcome.Step == 2).Diagnostic is not null, "StepOutcome.Diagnostic: why, for every result but Applied and AlreadyThere.");
    });

    [Fact]
    public Task What_nobody_declared_is_left_alone() => EachKindAsync(async (bench, kind) =>
    {
        var foreign = bench.Sample(kind, 9);
        await bench.Subject.ChangeBehindItsBackAsync(foreign);
        var untouched = await bench.FindAsync(foreign.Id);
        var before = await bench.CreateAsync(bench.Sample(kind, 1));
        await bench.RunAsync([Steps.Update(before, bench.Mutate(bench.Sample(kind, 1)))]);
        await bench.RunAsync([Steps.Delete((await bench.FindAsync(before.Resource.Id))!)]);
        Demand.That(untouched!.Equals(await bench.FindAsync(foreign.Id)), "A resource no step names is not touched, not even rewritten.");
    });

    [Fact]
    public Task A_failed_read_is_an_exception_and_never_empty() => EachKindAsync(async (bench, kind) =>
    {
        await bench.CreateAsync(bench.Sample(kind, 1));
        await bench.Subject.BreakReadsAsync(kind);
        var problem = await Record.ExceptionAsync(() => bench.ObserveAsync(kind));
        Demand.That(problem is ProviderException, $"IReadableProvider.ObserveAsync: a failed or partial read is a ProviderException, not {problem?.GetType().Name ?? "a short answer"}.");
    });

    [Fact]
    public Task Cancelled_before_it_starts_it_writes_nothing() => EachKindAsync(async (bench, kind) =>
    {
        var problem = await Record.ExceptionAsync(async () =>
        {
            await foreach (var outcome in bench.Provider.ExecuteAsync([Steps.Create(bench.Sample(kind, 1))], new CancellationToken(canceled: true)))
                Demand.That(outcome.Result is not StepResult.Applied, "A cancelled call writes nothing.");
        });
        Demand.That(problem is null or OperationCanceledException, $"Cancellation is an OperationCanceledException, not {problem?.GetType().Name}.");
        Demand.That(await bench.FindAsync(bench.Sample(kind, 1).Id) is null, "Cancelled before it starts, ExecuteAsync writes nothing.");
    });

    [Fact]
    public async Task A_kind_that_is_no_capability_is_refused()
    {
        await using var bench = new Bench(Subject());
        foreach (var kind in Kind.All.Except(bench.Subject.Factory.Capabilities.Select(capability => capability.Kind)))
        {
            Demand.That(await Record.ExceptionAsync(() => bench.ObserveAsync(kind)) is ProviderException, "A kind that Capabilities does not list cannot be read: throw, since nothing is known of it.");
            var outcomes = await bench.RunAsync([Steps.Create(new Resource(new ResourceId(kind, "global")))]);
            Demand.That(outcomes is [{ Result: StepResult.NotDone, Diagnostic: not null }], "A step of a kind that Capabilities does not list is NotDone, with the reason.");
        }
    }

    [Fact]
    public async Task No_secret_is_shown()
    {
        await using var bench = new Bench(Subject());
        foreach (var (kind, field) in bench.Subject.Factory.Capabilities.SelectMany(capability => capability.Fields.Where(field => field.Is(Traits.Secret)).Select(field => (capability.Kind, field))))
        {
            var secret = new Value.Secret(new SecretReference(SecretSource.Environment, ["SECRET"]));
            var id = kind.IsFixed("global") ? new ResourceId(kind, "global") : bench.Sample(kind, 1).Id;
            var outcomes = await bench.RunAsync([Steps.Update((await bench.FindAsync(id))!, new Resource(id).With(field.Name, secret))]);
            Demand.That(outcomes is [{ Result: StepResult.Applied }], $"A secret is always written: the back end cannot report it, so nobody knows that it holds; got {outcomes[0].Result}.");
            var shown = string.Join('\n', outcomes.Select(outcome => outcome.ToString())) + string.Join('\n', (await bench.ObserveAsync(kind)).Resources.Select(Demand.Show));
            Demand.That(!shown.Contains(ConformanceSubject.Canary, StringComparison.Ordinal), "A secret appears in no outcome and no observation.");
        }
    }

    [Fact]
    public Task Of_two_at_the_same_resource_one_wins() => EachKindAsync(async (bench, kind) =>
    {
        for (var round = 1; round <= 20; round++)
        {
            var sample = bench.Sample(kind, round);
            var before = await bench.CreateAsync(sample);
            Resource[] wanted = [bench.Mutate(sample), bench.Mutate(bench.Mutate(sample))];
            await using var other = bench.Subject.Create();
            var results = await Task.WhenAll(
                Task.Run(() => Bench.RunAsync(bench.Provider, [Steps.Update(before, wanted[0])])),
                Task.Run(() => Bench.RunAsync(other, [Steps.Update(before, wanted[1])])));
            Demand.That(results.Count(outcomes => outcomes is [{ Result: StepResult.Applied }]) == 1 && results.Count(outcomes => outcomes is [{ Result: StepResult.Conflict }]) == 1,
                $"Of two updates made from the same observation one is Applied and the other a Conflict; got {results[0][0].Result} and {results[1][0].Result}.");
        }
    });

    private async Task EachKindAsync(Func<Bench, Kind, Task> test)
    {
        await using var probe = Subject();
        foreach (var kind in probe.Kinds)
        {
            await using var bench = new Bench(Subject());
            await test(bench, kind);
        }
    }
}
