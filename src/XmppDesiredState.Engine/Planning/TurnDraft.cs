using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Validation;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Planning;

/// <summary>
/// Drafts the turns of a service's members.
/// <code>
/// install → reload → probe ───────────────────────────────▶ next member
///              └─failed─▶ restart → probe ─good────────────▶ next member
///                              └─failed─▶ restore → restart → probe (the previous certificate); no next member
/// </code>
/// A back end without reload begins with restart; one without restart goes back at once; without a probe the word of the program counts.
/// Before the first turn, members that nobody could ask and that have nothing to take up are probed.
/// </summary>
internal sealed class TurnDraft(PlanInput input, Declared service, ObservedResource observed, RestartMode mode, Waiting? waiting)
{
    private readonly string prober = CertificateNames.Part(service.Resource, Service.Health, Service.HealthProvider, service.Provider);
    private readonly List<StepDraft> steps = [];

    public ImmutableArray<StepDraft> Draft(ImmutableArray<MemberTurn> turns, ImmutableArray<MemberTurn> silent)
    {
        StepDraft? previous = null;
        if (mode == RestartMode.Rolling && IsProbed())
        {
            // Asked when it comes to that, not while a CA or people are waited for.
            var accepts = turns.SelectMany(turn => turn.Certificates).Select(certificate => certificate.Accept).OfType<StepDraft>().Distinct().ToArray();
            foreach (var turn in silent) previous = Draft(turn.Member, Operation.Probe, prober, numberOf => turn.Served.After(turn.Member, numberOf)!, [.. accepts, .. previous is null ? [] : new[] { previous }]);
        }

        foreach (var turn in turns)
        {
            var end = Draft(turn, mode == RestartMode.Rolling ? previous : null);
            previous = end;
        }

        return [.. steps];
    }

    /// <returns>The step whose success ends the turn.</returns>
    private StepDraft Draft(MemberTurn turn, StepDraft? previous)
    {
        var operations = OperationsOf();
        var first = operations.Contains(Operation.Reload) ? Operation.Reload : Operation.Restart;
        var isProbed = IsProbed();
        if (previous is not null) foreach (var install in turn.Installs) install.Requires.Add(previous);

        var begin = Load(turn, first, [.. turn.Installs, .. previous is null ? [] : new[] { previous }]);
        var end = isProbed ? Probe(turn, begin) : begin;
        StepDraft[] tried = isProbed ? [begin, end] : [begin];
        if (first == Operation.Reload && operations.Contains(Operation.Restart))
        {
            var again = Load(turn, Operation.Restart, [], failureOf: tried, mends: isProbed ? null : begin);
            tried = isProbed ? [again, Probe(turn, again, mends: end)] : [again];
        }

        if (turn.Previous is { } old) GoBack(turn, old, tried, operations.Contains(Operation.Restart) ? Operation.Restart : first, isProbed);
        return end;
    }

    private void GoBack(MemberTurn turn, string old, StepDraft[] tried, Operation operation, bool isProbed)
    {
        var restores = new List<StepDraft>();
        foreach (var certificate in turn.Certificates)
        {
            var back = certificate == turn.Served ? old : certificate.Installs.ContainsKey(turn.Member) ? certificate.Installed(turn.Member) : null;
            if (back is null) continue;
            // A restart that an earlier run owed has no change of the certificate beside it.
            var owner = certificate.Installs.ContainsKey(turn.Member) ? certificate.Declared.Address : service.Address;
            var restore = new CertificateDraft(input, certificate, input.Observed.Find(certificate.Declared.Address), null).Restore(turn.Member, back, owner, waiting);
            restore.FailureOf.AddRange(tried);
            restores.Add(restore);
            steps.Add(restore);
        }

        var reload = Draft(turn.Member, operation, service.Provider, _ => new Value.Text(old), restores);
        if (isProbed) Draft(turn.Member, Operation.Probe, prober, _ => new Value.Text(old), [reload]);
    }

    private StepDraft Load(MemberTurn turn, Operation operation, IEnumerable<StepDraft> requires, StepDraft[]? failureOf = null, StepDraft? mends = null)
    {
        var draft = Draft(turn.Member, operation, service.Provider, numberOf => turn.Served.After(turn.Member, numberOf)!, requires, mends);
        if (failureOf is not null) draft.FailureOf.AddRange(failureOf);
        return draft;
    }

    private StepDraft Probe(MemberTurn turn, StepDraft after, StepDraft? mends = null) =>
        Draft(turn.Member, Operation.Probe, prober, numberOf => turn.Served.After(turn.Member, numberOf)!, [after], mends);

    private StepDraft Draft(string member, Operation operation, string provider, Func<Func<StepDraft, int>, Value> thumbprint, IEnumerable<StepDraft> requires, StepDraft? mends = null)
    {
        var draft = new StepDraft
        {
            Change = service.Address,
            Provider = provider,
            Resource = service.Resource.Id,
            Member = member,
            Operation = operation,
            Phase = Service.Kind.Phase,
            Before = observed,
            After = numberOf => service.Resource.With(Service.Loaded.Name, new Value.Map(Value.Map.NoItems.Add(member, thumbprint(numberOf)))),
            Waiting = waiting,
            Mends = mends,
        };
        draft.Requires.AddRange(requires);
        steps.Add(draft);
        return draft;
    }

    private bool IsProbed() => input.CapabilityOf(prober, Service.Kind)?.Operations.Contains(Operation.Probe) == true;

    // What the back end can do at all, less what it says it cannot do for this service.
    private HashSet<Operation> OperationsOf()
    {
        var operations = (input.CapabilityOf(service.Provider, Service.Kind)?.Operations ?? []).Where(operation => operation is Operation.Reload or Operation.Restart).ToHashSet();
        if (observed.Resource.TryGet(Service.Operations, out var said)) operations.RemoveWhere(operation => !said.Contains(operation == Operation.Reload ? "reload" : "restart"));
        return operations;
    }
}
