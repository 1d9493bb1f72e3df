using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>A member is probed at its own address before the next one restarts.</summary>
/// <remarks>Judged where the provider's options have a map <c>machines</c>; other providers know their members by other means.</remarks>
internal sealed class MemberAddressRule : IRule
{
    private const string Machines = "machines", Address = "address";

    // Not acceptable: without the probe a rolling restart could take down every member in turn.
    private static readonly DiagnosticDescriptor Unknown = new("XDS2502", Severity.Error, "A rolling restart could not probe its members",
        "A rolling restart goes on to the next member only when the last one answers again from outside. The service's public name may lead to any member, so each needs an address of "
        + "its own. Without it one bad certificate would take down the whole pool, member by member. Name a provider that asks from outside (wire) in health, "
        + "give every member an address in the provider's machines where it takes one, or set restart: manual.");

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Unknown];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired)
    {
        foreach (var service in desired.Present(Service.Kind))
        {
            if (service.Resource.TryGet(Service.Restart, out var mode) && mode != RestartMode.Rolling) continue;
            if (!service.Resource.TryGet(Service.Members, out var members) || members.Length < 2) continue;
            // Whoever probes in its place knows the addresses, and says which it lacks.
            if (CertificateNames.Part(service.Resource, Service.Health, Service.HealthProvider, service.Provider) != service.Provider) continue;
            if (!desired.Providers.TryGetValue(service.Provider, out var provider) || provider.Options.GetValueOrDefault(Machines) is not Value.Map machines) continue;

            var unknown = members.Where(member => !HasAddress(machines, member)).ToArray();
            if (unknown.Length > 0)
            {
                yield return service.Finding(Unknown, Service.Members, $"{service.Resource.Id} restarts one member at a time, and {Findings.Some(unknown)} cannot be probed without an address.",
                    $"Write health: {{ provider: NAME }} with a provider of type wire, or restart: manual.") with
                { Related = provider.Spans.GetValueOrDefault(Machines) ?? provider.Where };
            }
        }
    }

    private static bool HasAddress(Value.Map machines, string member) =>
        machines.Items.GetValueOrDefault(member) is Value.Map machine && machine.Items.GetValueOrDefault(Address) is Value.Text { Content.Length: > 0 };
}
