using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>A resource is not complete without the attributes its kind requires.</summary>
internal sealed class RequiredAttributeRule : IRule
{
    private static readonly DiagnosticDescriptor Missing = new("XDS2004", Severity.Error, "A required attribute is missing",
        "Some attributes have no sensible default: how far a partner is trusted, who issues a certificate, which machines a service runs on, where a domain's "
        + "servers are. They must be declared even for a resource that exists already, because a plan must be able to create it again. "
        + "Add the attribute; an SRV record set without targets takes gateway.edge, so declaring gateway.edge mends all of them at once.");

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Missing];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired)
    {
        var required = Kind.All.ToDictionary(kind => kind, kind => kind.Fields.Where(field => field.Is(Traits.Required)).ToArray());
        return
            from declared in desired.Resources
            where !declared.Absent
            from field in required[declared.Resource.Id.Kind]
            where declared.Resource[field] is null or Value.Cleared
            select declared.Finding(Missing, field, $"{declared.Resource.Id} has no {field.Name}.", Fix(field));
    }

    private static string Fix(Field field) => field == SrvRecord.Targets
        ? "Declare gateway.edge, which is the default target, or give this record set targets of its own."
        : $"Add {field.Name}. {field.Summary}";
}
