using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Planning;

/// <summary>Drafts the steps of one certificate.</summary>
internal sealed class CertificateDraft(PlanInput input, PlannedCertificate planned, ObservedResource? observed, OutstandingRequest? next)
{
    /// <summary>
    /// Installing belongs to the turn of a member: install, restart, probe, then the next member. So it runs in the phase of services, and
    /// one bad certificate reaches one member.
    /// </summary>
    public static readonly int InstallPhase = Service.Kind.Phase;

    private readonly List<StepDraft> steps = [];

    public PlanInput Input => input;

    public PlannedCertificate Planned => planned;

    public OutstandingRequest? Next => next;

    public ImmutableArray<StepDraft> Steps => [.. steps];

    /// <summary>Everything up to the step that lays the new certificate beside its key; what was done already is left out.</summary>
    public StepDraft ToAccept()
    {
        var after = planned.Wanted.Over(planned.Declared.Resource);
        var isRequested = next is not null && next.Digest == planned.Wanted.Digest;
        var request = isRequested ? null : Draft(Operation.Request, planned.Declared.Provider, planned.Members[0], _ => after);
        var issuer = planned.Declared.Resource.Get(Certificate.Issuer)!;
        var issue = Draft(Operation.Issue, issuer, null, _ => after);
        if (request is not null) issue.Requires.Add(request);
        var accept = Draft(Operation.Accept, planned.Declared.Provider, planned.Members[0], _ => after);
        accept.Requires.Add(issue);
        return accept;
    }

    public StepDraft Install(string member, StepDraft? accept, string? target)
    {
        var install = Draft(Operation.Install, planned.Declared.Provider, member, numberOf => After([member], accept, target, numberOf), InstallPhase, WindowFor(member));
        if (accept is not null) install.Requires.Add(accept);
        return install;
    }

    /// <summary>The failure branch: the previous certificate back in place.</summary>
    public StepDraft Restore(string member, string previous, Address owner, Waiting? waiting) =>
        Draft(Operation.Restore, planned.Declared.Provider, member, _ => After([member], null, previous, _ => 0), InstallPhase, waiting, owner);

    public Resource After(ImmutableArray<string> members, StepDraft? accept, string? target, Func<StepDraft, int> numberOf) =>
        planned.Wanted.Over(planned.Declared.Resource).With(Certificate.Current.Name, new Value.Map(members.ToImmutableSortedDictionary(member => member,
            _ => (Value)new Value.Map(Value.Map.NoItems.Add(Certificate.Thumbprint.Name, accept is null ? new Value.Text(target!) : new Value.Later(numberOf(accept)))), StringComparer.Ordinal)));

    /// <summary>What all of it waits for; null while something can be done now.</summary>
    public Waiting? WaitingFor(ImmutableArray<StepDraft> drafts)
    {
        if (drafts.All(step => step.Waiting is not null)) return drafts.Select(step => step.Waiting).FirstOrDefault();
        // Only an issuer that takes time is worth waiting for; any other answers when it is asked again.
        var isOutstanding = next is { Chain: null } && next.Digest == planned.Wanted.Digest && drafts.Any(step => step.Operation == Operation.Issue);
        return isOutstanding && CertificateNeed.LeadTime(input, planned.Declared) > TimeSpan.Zero
            ? new Waiting($"{planned.Declared.Resource.Get(Certificate.Issuer)}: {CertificateNotes.Requested(input, planned, next!)}", null) : null;
    }

    // Whatever restarts next, by accident or by plan, would take it up: so it is installed only when the restart may follow.
    private Waiting? WindowFor(string member) => input.Desired.OfKind(Service.Kind)
        .Where(service => !service.Absent && planned.Restarts(service.Resource.Id.Name) && service.Resource.TryGet(Service.Members, out var members) && members.Contains(member))
        .Where(service => !service.Resource.TryGet(Service.Restart, out var mode) || mode != RestartMode.Manual)
        .Select(service => input.Observed.IsKnown(service.Provider, Service.Kind) ? ServiceWindow.WaitingFor(input, service) : new Waiting($"{service.Resource.Id}, which could not be read", null)).OfType<Waiting>().OrderByDescending(waiting => waiting.Until ?? DateTimeOffset.MaxValue).FirstOrDefault();

    private StepDraft Draft(Operation operation, string provider, string? member, Func<Func<StepDraft, int>, Resource?> after, int? phase = null, Waiting? waiting = null, Address? owner = null)
    {
        var draft = new StepDraft
        {
            Change = owner ?? planned.Declared.Address,
            Provider = provider,
            Resource = planned.Declared.Resource.Id,
            Member = member,
            Operation = operation,
            Phase = phase ?? Certificate.Kind.Phase,
            Before = observed ?? new ObservedResource(new Resource(planned.Declared.Resource.Id), ""),
            After = after,
            Waiting = waiting,
        };
        if (operation != Operation.Restore) steps.Add(draft);
        return draft;
    }
}
