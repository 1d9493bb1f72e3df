using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Drifting;

/// <summary>
/// Restarts that are owed: the first row that holds.
/// <code>
/// planned restart                                                | outcome
/// ---------------------------------------------------------------|-----------------------------------------------------
/// waits, and what a member runs with has ended                   | overdue
/// waits for a window that never opens, or after that end         | overdue
/// waits for a window or a person                                 | waiting
/// this plan installs what every member is to take up             | waiting where its certificate waits, else pending
/// a member runs with another certificate than it has installed   | drift where the service was ours before, else pending
/// </code>
/// </summary>
internal static class ServiceDrift
{
    public static IEnumerable<DriftItem> Find(PlanInput input, Plan plan, ImmutableArray<DriftItem> certificates) =>
        plan.Changes.Where(change => change.Action == ChangeAction.Restart).Select(change => Of(input, plan, certificates, change));

    /// <summary>Whether the wait is for a window of one of these services that does not open again.</summary>
    public static bool NeverOpens(PlanInput input, IEnumerable<Declared> services, Waiting waiting) => waiting.Until is null && services.Any(service =>
        service.Resource.TryGet(Service.Window, out var name) && input.Desired.Windows.TryGetValue(name, out var window)
        && !WindowCalendar.IsOpen(window, input.Now) && WindowCalendar.NextOpening(window, input.Now) is null);

    private static DriftItem Of(PlanInput input, Plan plan, ImmutableArray<DriftItem> certificates, Change change)
    {
        var declared = input.Desired.Resources.First(resource => resource.Address == change.Address);
        var concerned = input.Desired.OfKind(Certificate.Kind).Where(certificate => certificate.Resource.TryGet(Certificate.Restart, out var services) && services.Contains(declared.Resource.Id.Name)).ToImmutableArray();
        DriftItem Item(DriftClass of, string reason, DateTimeOffset? due = null) => DriftFinder.Item(change, of, reason) with { Due = due, Attributes = Attributes(change) };

        if (change.Waiting is { } waiting)
        {
            var end = EndOfLoaded(input, change, concerned);
            if (end <= input.Now) return Item(DriftClass.Overdue, DriftReasons.Ended, end);
            if (NeverOpens(input, [declared], waiting)) return Item(DriftClass.Overdue, DriftReasons.NeverOpens, end);
            return waiting.Until >= end ? Item(DriftClass.Overdue, DriftReasons.EndsFirst, end) : Item(DriftClass.Waiting, DriftReasons.Waits, end);
        }

        if (Members(change).All(member => IsInstalledByPlan(plan, change, member)))
        {
            var waits = certificates.Any(item => item.Change!.Waiting is not null && concerned.Any(certificate => certificate.Address == item.Address));
            return Item(waits ? DriftClass.Waiting : DriftClass.Pending, DriftReasons.Follows);
        }

        return Item(input.LastApplied.Entries.ContainsKey(change.Address) ? DriftClass.Drift : DriftClass.Pending, DriftReasons.NotRestarted);
    }

    private static IEnumerable<string> Members(Change change) => (change.After?[Service.Loaded] as Value.Map)?.Items.Keys ?? [];

    private static bool IsInstalledByPlan(Plan plan, Change change, string member)
    {
        var required = plan.Steps.Where(step => step.Change == change.Address && step.Step.Member == member).SelectMany(step => step.Requires).ToHashSet();
        return plan.Steps.Any(step => required.Contains(step.Id) && step.Step.Operation == Operation.Install && step.Step.Member == member);
    }

    /// <summary>When the first certificate ends that a member runs with, as far as it is still installed somewhere.</summary>
    private static DateTimeOffset? EndOfLoaded(PlanInput input, Change change, ImmutableArray<Declared> certificates)
    {
        var loaded = ((change.Before?[Service.Loaded] as Value.Map)?.Items.Values ?? []).OfType<Value.Text>().Select(thumbprint => thumbprint.Content).ToHashSet(StringComparer.Ordinal);
        return certificates.SelectMany(certificate => CertificateDrift.Slots(input, certificate)).Where(slot => loaded.Contains(slot.Thumbprint) && slot.NotAfter != DateTimeOffset.MaxValue)
            .Select(slot => (DateTimeOffset?)slot.NotAfter).Min();
    }

    // From what is installed to what the members run with.
    private static ImmutableArray<DriftAttribute> Attributes(Change change) =>
        [.. change.Attributes.Select(attribute => new DriftAttribute(attribute.Field, null, attribute.Before, attribute.After))];
}
