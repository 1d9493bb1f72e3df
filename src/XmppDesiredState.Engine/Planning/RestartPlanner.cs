using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Diffing;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Planning;

/// <summary>
/// A restart is a difference: what a member runs with is not what is installed on it. So an owed restart is found by any later plan,
/// after any crash, on any machine. Reload goes before restart where the back end has it; rolling members go one after the other, each
/// probed before the next.
/// </summary>
internal static class RestartPlanner
{
    public static ImmutableArray<PlannedRestart> Plan(PlanInput input)
    {
        var planned = ImmutableArray.CreateBuilder<PlannedRestart>();
        foreach (var declared in input.Desired.OfKind(Service.Kind))
        {
            if (declared.Absent || !IsSelected(input, declared) || input.Observed.Find(declared.Address) is not { } observed) continue;
            var installed = Installed(input, declared.Resource.Id.Name);
            var loaded = observed.Resource.Get(Service.Loaded) ?? ImmutableSortedDictionary<string, string>.Empty;
            var owed = (declared.Resource.Get(Service.Members) is { IsDefault: false } members ? members : [])
                .Where(member => installed.TryGetValue(member, out var thumbprint) && loaded.GetValueOrDefault(member) != thumbprint)
                .ToImmutableArray();
            if (owed.Length > 0) planned.Add(Restart(input, declared, observed, loaded, owed, installed));
        }

        return planned.DrainToImmutable();
    }

    // --only brings the restarts it causes.
    private static bool IsSelected(PlanInput input, Declared service) => Selection.IsSelected(input.Options.Only, service.Address)
        || CertificatesOf(input, service.Resource.Id.Name).Any(certificate => Selection.IsSelected(input.Options.Only, certificate.Address));

    private static IEnumerable<Declared> CertificatesOf(PlanInput input, string service) => input.Desired.OfKind(Certificate.Kind)
        .Where(certificate => !certificate.Absent && certificate.Resource.TryGet(Certificate.Restart, out var restarts) && restarts.Contains(service));

    // By member: the thumbprint of the certificate that the service must run with.
    private static Dictionary<string, string> Installed(PlanInput input, string service)
    {
        var installed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var certificate in CertificatesOf(input, service))
        {
            if (input.Observed.Find(certificate.Address)?.Resource is not { } seen || !seen.TryGet(Certificate.Current, out var current)) continue;
            foreach (var (member, slot) in current)
            {
                if (slot.Items.TryGetValue(Certificate.Thumbprint.Name, out var thumbprint) && thumbprint is Value.Text text) installed.TryAdd(member, text.Content);
            }
        }

        return installed;
    }

    private static PlannedRestart Restart(PlanInput input, Declared declared, ObservedResource observed, ImmutableSortedDictionary<string, string> loaded,
        ImmutableArray<string> owed, Dictionary<string, string> installed)
    {
        var mode = declared.Resource.TryGet(Service.Restart, out var given) ? given : RestartMode.Rolling;
        var waiting = mode == RestartMode.Manual
            ? new Waiting($"a person: restart {declared.Resource.Id.Name} on {string.Join(", ", owed)}", null)
            : WaitingFor(input, declared);
        var before = owed.Where(loaded.ContainsKey).ToImmutableSortedDictionary(member => member, member => loaded[member], StringComparer.Ordinal);
        var after = owed.ToImmutableSortedDictionary(member => member, member => installed[member], StringComparer.Ordinal);
        var change = new Change
        {
            Address = declared.Address,
            Action = ChangeAction.Restart,
            Before = new Resource(declared.Resource.Id).With(Service.Loaded, before),
            After = new Resource(declared.Resource.Id).With(Service.Loaded, after),
            Attributes = [new AttributeChange(Service.Loaded, Service.Loaded.Type.Write(before), Service.Loaded.Type.Write(after))],
            Reason = "restart_because_certificate_changed",
            Where = declared.Where,
            Risks = [Risk.Restarts],
            Waiting = waiting,
        };
        return new PlannedRestart(change, mode == RestartMode.Manual ? [] : Steps(input, declared, observed, mode, after, waiting));
    }

    private static ImmutableArray<StepDraft> Steps(PlanInput input, Declared declared, ObservedResource observed, RestartMode mode,
        ImmutableSortedDictionary<string, string> after, Waiting? waiting)
    {
        var operations = input.CapabilityOf(declared.Provider, Service.Kind)?.Operations ?? [];
        var steps = ImmutableArray.CreateBuilder<StepDraft>();
        StepDraft? previous = null;
        foreach (var (member, thumbprint) in after)
        {
            var resource = declared.Resource.With(Service.Loaded, after.Clear().Add(member, thumbprint));
            var restart = Draft(operations.Contains(Operation.Reload) ? Operation.Reload : Operation.Restart);
            if (mode == RestartMode.Rolling && previous is not null) restart.Requires.Add(previous);
            steps.Add(restart);
            previous = restart;
            if (!operations.Contains(Operation.Probe)) continue;
            var probe = Draft(Operation.Probe);
            probe.Requires.Add(restart);
            steps.Add(probe);
            previous = probe;

            StepDraft Draft(Operation operation) => new()
            {
                Change = declared.Address,
                Provider = declared.Provider,
                Resource = declared.Resource.Id,
                Member = member,
                Operation = operation,
                Phase = Service.Kind.Phase,
                Before = observed,
                After = _ => resource,
                Waiting = waiting,
            };
        }

        return steps.DrainToImmutable();
    }

    private static Waiting? WaitingFor(PlanInput input, Declared declared)
    {
        if (!declared.Resource.TryGet(Service.Window, out var name) || !input.Desired.Windows.TryGetValue(name, out var window) || WindowCalendar.IsOpen(window, input.Now)) return null;
        var opening = WindowCalendar.NextOpening(window, input.Now);
        return new Waiting(opening is { } at
            ? $"window {name}, opens {at.ToString("ddd yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)} {window.TimeZone}"
            : $"window {name}, which does not open within {WindowCalendar.HorizonDays} days", opening);
    }
}
