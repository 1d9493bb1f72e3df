using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>What one resource calls by name is declared.</summary>
internal sealed class UndeclaredNameRule : IRule
{
    private static readonly DiagnosticDescriptor Undeclared = new("XDS2306", Severity.Error, "A name that nothing declares",
        "A certificate names its issuer, which is a provider, and the services that must take it up; a service names the maintenance window its restarts wait for and may name the provider that probes it. A name without a "
        + "declaration would leave a certificate without an issuer, or a restart without its window. The cause is a misspelling, or a declaration in a file that was not loaded. "
        + "Correct the name or declare it.");

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Undeclared];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired)
    {
        var services = desired.Present(Service.Kind).Select(service => service.Resource.Id.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var certificate in desired.Present(Certificate.Kind))
        {
            if (certificate.Resource.TryGet(Certificate.Issuer, out var issuer) && !desired.Providers.ContainsKey(issuer))
                yield return Find(certificate, Certificate.Issuer, "provider", issuer, [.. desired.Providers.Keys]);
            if (!certificate.Resource.TryGet(Certificate.Restart, out var restart)) continue;
            foreach (var service in restart.Where(service => !services.Contains(service)))
                yield return Find(certificate, Certificate.Restart, "service", service, [.. services]);
        }

        foreach (var service in desired.Present(Service.Kind))
        {
            var prober = CertificateNames.Part(service.Resource, Service.Health, Service.HealthProvider, "");
            if (prober.Length > 0 && !desired.Providers.ContainsKey(prober)) yield return Find(service, Service.Health, "provider", prober, [.. desired.Providers.Keys]);
            if (service.Resource.TryGet(Service.Window, out var window) && !desired.Windows.ContainsKey(window))
                yield return Find(service, Service.Window, "maintenance window", window, [.. desired.Windows.Keys]);
        }
    }

    private static Diagnostic Find(Declared declared, Field field, string what, string name, IReadOnlyCollection<string> known)
    {
        var fix = DidYouMean.Closest(name, known) is { } close ? $"Did you mean {close}?"
            : known.Count == 0 ? $"Declare a {what} of that name; there is none yet."
            : $"Declare it, or write one of those that are: {Findings.Some([.. known.Order(StringComparer.Ordinal)])}.";
        return declared.Finding(Undeclared, field, $"{declared.Resource.Id} names the {what} {name}, which nothing declares.", fix);
    }
}
