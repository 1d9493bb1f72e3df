using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Planning;

/// <summary>
/// Turns changes into steps; certificates and services bring theirs along. Creates and updates run in the phase of their kind, deletes in phases 6 to 10 in reverse; a delete that
/// releases what another step claims runs early, in its kind's forward phase. A back end that takes time gets a settle step behind each write.
/// </summary>
internal static class StepBuilder
{
    private const int Phases = 5;

    public static (ImmutableArray<Change> Changes, ImmutableArray<PlannedStep> Steps) Build(PlanInput input, ImmutableArray<OrderedChange> ordered,
        ImmutableArray<DraftedChange> drafted)
    {
        var drafts = new List<StepDraft>();
        // What others wait for: the interim where there is one, else the change proper.
        var releases = new Dictionary<Address, StepDraft>();
        var proper = new Dictionary<Address, StepDraft>();
        var released = ordered.Where(change => !change.Change.IsBlocked).SelectMany(change => change.Requires).ToHashSet();
        foreach (var change in ordered.Where(change => !change.Change.IsBlocked))
        {
            var before = input.Observed.Find(change.Change.Address);
            StepDraft? interim = null;
            if (change.Interim is { } state)
            {
                interim = Draft(change.Change, Operation.Update, before, state, early: false);
                drafts.Add(interim);
                before = new ObservedResource(before!.Resource with { Attributes = before.Resource.Attributes.SetItems(state.Attributes) }, "");
            }

            var draft = Draft(change.Change, OperationOf(change.Change), before, change.Change.After, early: released.Contains(change.Change.Address));
            if (interim is not null) draft.Requires.Add(interim);
            releases.Add(change.Change.Address, interim ?? draft);
            proper.Add(change.Change.Address, draft);
            drafts.Add(draft);
            if (input.CapabilityOf(change.Change.Address.Provider, change.Change.Address.Id.Kind)?.Operations.Contains(Operation.Settle) == true)
                drafts.Add(Settle(draft));
        }

        foreach (var change in ordered.Where(change => !change.Change.IsBlocked))
            proper[change.Change.Address].Requires.AddRange(change.Requires.Select(address => releases[address]));

        drafts.AddRange(drafted.SelectMany(change => change.Steps));
        var steps = StepNumbering.Number(drafts, out var numberOf);
        var ids = steps.ToLookup(step => step.Change, step => step.Id);
        var changes = ordered.Select(change => change.Change).Concat(drafted.Select(change => change.Complete(numberOf)));
        return ([.. changes.Select(change => change with { Steps = [.. ids[change.Address]] })], steps);
    }

    private static StepDraft Draft(Change change, Operation operation, ObservedResource? before, Resource? after, bool early) => new()
    {
        Change = change.Address,
        Provider = change.Address.Provider,
        Resource = change.Address.Id,
        Operation = operation,
        Phase = operation == Operation.Delete && !early ? (2 * Phases) + 1 - change.Address.Id.Kind.Phase : change.Address.Id.Kind.Phase,
        Before = before,
        After = _ => after,
    };

    private static StepDraft Settle(StepDraft write) => new()
    {
        Change = write.Change,
        Provider = write.Provider,
        Resource = write.Resource,
        Operation = Operation.Settle,
        Phase = write.Phase,
        Before = write.Before,
        After = write.After,
        Requires = { write },
    };

    private static Operation OperationOf(Change change) => change.Action switch
    {
        ChangeAction.Create => Operation.Create,
        ChangeAction.Delete => Operation.Delete,
        _ => Operation.Update,
    };
}
