using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Validation;

/// <summary>Whether each resource is one its provider can hold, and what the provider's own rules say of it.</summary>
internal sealed class CapabilityCheck(ImmutableArray<IProviderFactory> factories)
{
    private readonly Dictionary<string, IProviderFactory> types = factories.ToDictionary(factory => factory.Type, StringComparer.Ordinal);

    public IEnumerable<Diagnostic> Check(DesiredState desired)
    {
        foreach (var group in desired.Resources.GroupBy(declared => (declared.Provider, declared.Resource.Id.Kind)))
        {
            // A provider or type that does not exist is the loader's finding.
            if (!desired.Providers.TryGetValue(group.Key.Provider, out var provider) || !types.TryGetValue(provider.Type, out var factory)) continue;
            var capability = factory.Capabilities.FirstOrDefault(candidate => candidate.Kind == group.Key.Kind && candidate.Holds);
            foreach (var declared in group)
            {
                var findings = capability is null ? [WrongKind(declared, factory)] : Attributes(declared, capability).Concat(factory.Check(declared, desired));
                foreach (var finding in findings) yield return finding;
            }
        }
    }

    private Diagnostic WrongKind(Declared declared, IProviderFactory factory)
    {
        var kind = declared.Resource.Id.Kind;
        var others = types.Values.Where(type => type.Capabilities.Any(capability => capability.Kind == kind && capability.Holds))
            .Select(type => type.Type).Order(StringComparer.Ordinal).ToArray();
        return declared.Finding(ValidationDiagnostics.KindUnsupported, $"The provider {declared.Provider} (type {factory.Type}) does not manage {kind} resources.",
            others.Length == 0 ? "Remove the entry: no type of provider manages the kind." : $"Name a provider of a type that does: {Findings.Some(others)}.");
    }

    private static IEnumerable<Diagnostic> Attributes(Declared declared, Capability capability)
    {
        if (declared.Absent) yield break;
        foreach (var name in declared.Resource.Attributes.Keys)
        {
            var field = declared.Resource.Id.Kind.FindField(name);
            if (field is null || field.Is(Traits.Steering) || capability.Fields.Contains(field)) continue;
            if (!declared.Unsupported.TryGetValue(name, out var policy))
            {
                yield return declared.Finding(ValidationDiagnostics.AttributeUnsupported, field, $"{declared.Provider} has no {name} for {declared.Resource.Id}.",
                    $"Remove {name}, or add unsupported: {{ {name}: warn }} to the entry.");
            }
            else if (policy == UnsupportedPolicy.Warn)
            {
                yield return declared.Finding(ValidationDiagnostics.AttributeLeftOut, field, $"{declared.Provider} has no {name}, so it is left out for {declared.Resource.Id}.",
                    $"Remove {name}, or write unsupported: {{ {name}: ignore }} to hear no more of it.");
            }
        }
    }
}
