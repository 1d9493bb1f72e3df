using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Conformance.Fakes;

/// <summary>What each operation does to the fake live system.</summary>
internal sealed class FakeExecution(FakeWorld world, TimeProvider clock)
{
    private readonly FakeCertificates certificates = new(world, clock);

    public StepOutcome Run(Step step) => world.Atomically(_ => step.Operation switch
    {
        Operation.Create => Create(step),
        Operation.Update => Update(step),
        Operation.Delete => Delete(step),
        Operation.Request => certificates.Request(step),
        Operation.Issue => certificates.Issue(step),
        Operation.Accept => certificates.Accept(step),
        Operation.Install => certificates.Install(step),
        Operation.Restore => certificates.Restore(step),
        Operation.Reload or Operation.Restart => Load(step),
        Operation.Settle => Applied(step),
        Operation.Probe => Answers(step) ? Applied(step) : new(step.Id, StepResult.NotDone, Silent(step)),
        _ => Refused(step, "it is unknown"),
    });

    /// <summary>Changes a resource so that nobody's expectation holds any longer.</summary>
    public void Disturb(ResourceId id) => world.Atomically(_ =>
    {
        var live = world.Seen(id)?.Resource ?? new Resource(id);
        var field = id.Kind.Fields.First(FakeForm.IsReported);
        var other = field switch
        {
            Field<bool> => new Value.Flag(live[field] is not Value.Flag { Content: true }),
            Field<long> or Field<TimeSpan> => new Value.Number((live[field] as Value.Number)?.Content + 1 ?? 1),
            _ => live[field] is Value.Cleared or null ? field == Partner.Type ? Partner.Type.Type.Write(PartnerType.Federated) : (Value)new Value.Text("changed") : Value.Cleared.Instance,
        };
        world.Put(live.With(field.Name, other));
        return true;
    });

    internal static StepOutcome Applied(Step step, string? artifact = null) => new(step.Id, StepResult.Applied, Artifact: artifact);

    internal static StepOutcome AlreadyThere(Step step, string? artifact = null) => new(step.Id, StepResult.AlreadyThere, Artifact: artifact);

    internal static StepOutcome Refused(Step step, string why) => new(step.Id, StepResult.NotDone, FakeDiagnostics.RefusedStep(step, why));

    private static StepOutcome Conflict(Step step) => new(step.Id, StepResult.Conflict, FakeDiagnostics.ConflictAt(step));

    private static Diagnostic Silent(Step step) => FakeDiagnostics.Silent.At(null, $"{step.Member} does not answer.", "Look at the member.");

    private bool Answers(Step step)
    {
        var member = step.Member ?? "";
        var loaded = ((world.Seen(step.Resource)?.Resource[Service.Loaded] as Value.Map)?.Items.GetValueOrDefault(member) as Value.Text)?.Content;
        var wanted = ((step.After?[Service.Loaded] as Value.Map)?.Items.GetValueOrDefault(member) as Value.Text)?.Content;
        return !world.IsFailing(member) && world.Serves(member, loaded) && (wanted is null || wanted == loaded);
    }

    private StepOutcome Create(Step step)
    {
        if (step.After is not { } after) return Refused(step, "it says nothing of what to create");
        if (world.Seen(step.Resource) is { } live) return FakeForm.Holds(live.Resource, after) ? AlreadyThere(step) : Conflict(step);
        world.Put(after);
        return Applied(step);
    }

    private StepOutcome Update(Step step)
    {
        if (step.After is not { } after) return Refused(step, "it says nothing of what to write");
        if (world.Seen(step.Resource) is not { } live) return Conflict(step);
        if (FakeForm.Holds(live.Resource, after) && !after.Attributes.Values.OfType<Value.Secret>().Any()) return AlreadyThere(step);
        if (!live.Resource.Equals(step.Before?.Resource)) return Conflict(step);
        world.Put(FakeForm.Merge(live.Resource, after));
        return Applied(step);
    }

    private StepOutcome Delete(Step step)
    {
        if (step.Resource.Kind.IsFixed(step.Resource.Name)) return Refused(step, "it exists on every live system");
        if (world.Seen(step.Resource) is not { } live) return AlreadyThere(step);
        if (!live.Resource.Equals(step.Before?.Resource)) return Conflict(step);
        world.Remove(step.Resource);
        return Applied(step);
    }

    private StepOutcome Load(Step step)
    {
        var wanted = step.After?.Attributes.GetValueOrDefault(Service.Loaded.Name) as Value.Map;
        var thumbprint = step.Member is null ? null : (wanted?.Items.GetValueOrDefault(step.Member) as Value.Text)?.Content ?? step.Artifact;
        if (thumbprint is null) return Refused(step, "it names no member or no certificate to load");
        if (step.Operation == Operation.Reload && !world.Reloads) return Applied(step, thumbprint);
        var live = world.Seen(step.Resource)!.Resource;
        var loaded = (live[Service.Loaded] as Value.Map)?.Items ?? Value.Map.NoItems;
        if (loaded.GetValueOrDefault(step.Member!) is Value.Text same && same.Content == thumbprint) return AlreadyThere(step, thumbprint);
        world.Put(live.With(Service.Loaded.Name, new Value.Map(loaded.SetItem(step.Member!, new Value.Text(thumbprint)))));
        return Applied(step, thumbprint);
    }
}
