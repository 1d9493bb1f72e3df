using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Diffing;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Planning;

/// <summary>
/// The way of a certificate: request, issue, accept, then install member by member. What is there already is not done again, so that a run
/// that was cut short anywhere is finished by the next, on any machine.
/// <code>
/// next slot                    | members                     | steps
/// -----------------------------|-----------------------------|------------------------------------------
/// accepted, for what is wanted | one or more have another    | install on those
/// any                          | one has a certificate that  | install that one on those whose own will
///                              | will do                     | not, is another, or is not what all
///                              |                             | usages of theirs have
/// for what is wanted           | none has one that will do   | issue, accept, install on all
/// for something else           | none has one that will do   | blocked, unless --supersede names it
/// none                         | none has one that will do   | request, issue, accept, install on all
/// </code>
/// </summary>
internal static class CertificatePlanner
{
    public static ImmutableArray<PlannedCertificate> Plan(PlanInput input) =>
        [.. input.Desired.OfKind(Certificate.Kind).Where(declared => !declared.Absent && input.Observed.IsKnown(declared.Provider, Certificate.Kind)).Select(declared => Plan(input, declared))];

    /// <summary>On which members: as declared (normalising fills in the members of the services it restarts).</summary>
    private static ImmutableArray<string> MembersOf(Declared declared, ImmutableSortedDictionary<string, InstalledCertificate> current) =>
        declared.Resource.TryGet(Certificate.On, out var members) ? members : [.. current.Keys];

    private static PlannedCertificate Plan(PlanInput input, Declared declared)
    {
        var observed = input.Observed.Find(declared.Address);
        var slots = observed?.Resource.Get(Certificate.Current) ?? ImmutableSortedDictionary.Create<string, Value.Map>(StringComparer.Ordinal);
        var all = slots.ToImmutableSortedDictionary(slot => slot.Key, slot => InstalledCertificate.Of(slot.Value), StringComparer.Ordinal);
        var members = MembersOf(declared, all);
        var current = all.RemoveRange(all.Keys.Except(members, StringComparer.Ordinal));
        var wanted = CertificateDecision.Of(input.Desired.Gateway, declared.Resource, current.Values);
        var known = members.Where(member => !input.Observed.IsUnknown(declared.Address, member)).ToImmutableArray();
        var next = OutstandingRequest.Of(observed?.Resource);
        var idle = new PlannedCertificate(declared, wanted, members, current, null, ImmutableSortedDictionary.Create<string, StepDraft>(StringComparer.Ordinal), null, null);

        if (next?.Accepted is { } accepted && next.Digest == wanted.Digest)
        {
            var left = known.Where(member => idle.Installed(member) != accepted).ToImmutableArray();
            return left.IsEmpty ? idle : Finish(new CertificateDraft(input, idle, observed, next), Why(input, idle, left) ?? CertificateNeed.Missing, left, accepted);
        }

        if (Best(input, idle, known) is { } best)
        {
            var left = known.Where(member => idle.Installed(member) != best).ToImmutableArray();
            return left.IsEmpty ? idle : Finish(new CertificateDraft(input, idle, observed, next), Why(input, idle, left) ?? (left.Any(member => current.GetValueOrDefault(member) is { Differing.IsEmpty: false }) ? "usages_differ" : "members_differ"), left, best);
        }

        // The key is made on the first member; while nobody can ask it, nothing can begin.
        return known.IsEmpty || known[0] != members[0] ? idle : Finish(new CertificateDraft(input, idle, observed, next), Why(input, idle, known)!, known, null);
    }

    /// <summary>The thumbprint of the installed certificate that will do and ends last.</summary>
    private static string? Best(PlanInput input, PlannedCertificate planned, ImmutableArray<string> known) => planned.Current
        .Where(slot => known.Contains(slot.Key) && CertificateNeed.Of(input, planned.Declared, planned.Wanted, slot.Value) is null)
        .OrderByDescending(slot => slot.Value.NotAfter).ThenBy(slot => slot.Value.Thumbprint, StringComparer.Ordinal)
        .Select(slot => slot.Value.Thumbprint).FirstOrDefault();

    private static string? Why(PlanInput input, PlannedCertificate planned, ImmutableArray<string> members) => members
        .Select(member => CertificateNeed.Of(input, planned.Declared, planned.Wanted, planned.Current.GetValueOrDefault(member))).FirstOrDefault(reason => reason is not null);

    /// <param name="target">The thumbprint that is there already; null: a new one has to be issued.</param>
    private static PlannedCertificate Finish(CertificateDraft draft, string reason, ImmutableArray<string> members, string? target)
    {
        var planned = draft.Planned;
        var isFirst = planned.Current.IsEmpty && !planned.Members.Any(member => draft.Input.Observed.IsUnknown(planned.Declared.Address, member));
        var replaced = members.Where(member => planned.Installed(member) is not null)
            .ToImmutableSortedDictionary(member => member, member => Thumbprint(planned.Installed(member)!), StringComparer.Ordinal);
        var change = new Change
        {
            Address = planned.Declared.Address,
            Action = isFirst ? ChangeAction.Create : ChangeAction.Renew,
            Before = replaced.IsEmpty ? null : new Resource(planned.Declared.Resource.Id).With(Certificate.Current, replaced),
            Attributes = Names(planned),
            Reason = $"{(isFirst ? "create" : "renew")}_because_{reason}",
            Where = planned.Declared.Where,
            Notes = CertificateNotes.Of(draft.Input, planned, draft.Next),
        };
        if (target is null && draft.Next is { } other && other.Digest != planned.Wanted.Digest && !IsSuperseded(draft.Input, planned.Declared))
        {
            var blocked = change with { After = planned.Wanted.Over(planned.Declared.Resource), Blocked = PlanningDiagnostics.SupersedesAt(change, other, draft.Input.Now) };
            return planned with { Drafted = new DraftedChange(blocked, [], _ => blocked) };
        }

        var accept = target is null ? draft.ToAccept() : null;
        var installs = members.ToImmutableSortedDictionary(member => member, member => draft.Install(member, accept, target), StringComparer.Ordinal);
        var result = planned with { Installs = installs, Accept = accept, Target = target };
        var steps = draft.Steps;
        change = change with { Waiting = draft.WaitingFor(steps) };
        return result with { Drafted = new DraftedChange(change, steps, numberOf => change with { After = draft.After(members, accept, target, numberOf) }) };
    }

    private static Value.Map Thumbprint(string text) => new(Value.Map.NoItems.Add(Certificate.Thumbprint.Name, new Value.Text(text)));

    // What people want to see first: which names come and go.
    private static ImmutableArray<AttributeChange> Names(PlannedCertificate planned)
    {
        var now = planned.Current.Values.SelectMany(slot => slot.Names).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        return now.SequenceEqual(planned.Wanted.Names) ? []
            : [new AttributeChange(Certificate.Covers, planned.Current.IsEmpty ? null : Certificate.Covers.Type.Write(now), Certificate.Covers.Type.Write(planned.Wanted.Names))];
    }

    private static bool IsSuperseded(PlanInput input, Declared declared) =>
        input.Options.Supersede.Any(asked => asked == declared.Address.ToString() || asked == declared.Address.Id.ToString());
}
