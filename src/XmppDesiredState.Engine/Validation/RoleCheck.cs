using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Validation;

/// <summary>Whether providers that a resource calls upon beside its own, to issue or to probe, can do that, and what their rules say of it.</summary>
internal sealed class RoleCheck(ImmutableArray<IProviderFactory> factories)
{
    internal static readonly DiagnosticDescriptor NotAnIssuer = new("XDS2307", Severity.Error, "The issuer issues no certificates",
        "issuer names a provider that answers certificate requests: a CA of one's own, a program such as an ACME client, or a person who carries requests to a CA. The named one is of another type. "
        + "Declare one of a type that issues and name it; the command providers lists what each type can do.");

    internal static readonly DiagnosticDescriptor NotAProber = new("XDS2503", Severity.Error, "The provider that shall probe cannot",
        "health.provider names a provider that asks the members of a service from outside what certificate they present. The named one is of a type that does not. "
        + "Name one that does, such as one of type wire, or leave it out where the service's own provider tells what its members run with.");

    private readonly Dictionary<string, IProviderFactory> types = factories.ToDictionary(factory => factory.Type, StringComparer.Ordinal);

    public IEnumerable<Diagnostic> Check(DesiredState desired)
    {
        foreach (var certificate in desired.Present(Certificate.Kind))
        {
            if (!certificate.Resource.TryGet(Certificate.Issuer, out var issuer)) continue;
            foreach (var finding in Check(desired, certificate, issuer, Operation.Issue, Certificate.Issuer, NotAnIssuer, $"{issuer} issues no certificates, and {certificate.Resource.Id} names it as its issuer.")) yield return finding;
        }

        foreach (var service in desired.Present(Service.Kind))
        {
            if (CertificateNames.Part(service.Resource, Service.Health, Service.HealthProvider, "") is not { Length: > 0 } prober) continue;
            foreach (var finding in Check(desired, service, prober, Operation.Probe, Service.Health, NotAProber, $"{prober} cannot probe, and {service.Resource.Id} names it as health.provider.")) yield return finding;
        }
    }

    private IEnumerable<Diagnostic> Check(DesiredState desired, Declared declared, string name, Operation operation, Values.Field field, DiagnosticDescriptor descriptor, string what)
    {
        // A name that nothing declares, or a type that does not exist, has its own finding.
        if (!desired.Providers.TryGetValue(name, out var provider) || !types.TryGetValue(provider.Type, out var factory)) return [];
        if (Can(factory, declared.Resource.Id.Kind, operation)) return name == declared.Provider ? [] : factory.Check(declared, desired);
        var able = types.Values.Where(type => Can(type, declared.Resource.Id.Kind, operation)).Select(type => type.Type).Order(StringComparer.Ordinal).ToArray();
        return [declared.Finding(descriptor, field, what, able.Length == 0 ? "Leave it out: no type of provider does." : $"Name a provider of a type that does: {Findings.Some(able)}.")];
    }

    private static bool Can(IProviderFactory factory, Kind kind, Operation operation) =>
        factory.Capabilities.Any(capability => capability.Kind == kind && capability.Operations.Contains(operation));
}
