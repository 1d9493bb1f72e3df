using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>A partner's primary domain need not stand among its additional ones.</summary>
internal sealed class RepeatedPrimaryRule : IRule
{
    private static readonly DiagnosticDescriptor Repeated = new("XDS2106", Severity.Warning, "The primary domain is repeated as an additional one",
        "A partner is allowed under its primary domain already; additional domains are its others. The repetition says nothing, and some back ends store it, "
        + "so that it comes back as a difference. Take it out of additionalDomains.")
    { IsAcceptable = true };

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Repeated];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired) =>
        from partner in desired.Present(Partner.Kind)
        where Partner.Domains(partner.Resource).Skip(1).Contains(partner.Resource.Id.Name, StringComparer.Ordinal)
        select partner.Finding(Repeated, Partner.AdditionalDomains, $"{partner.Resource.Id.Name} is repeated among its own additional domains.",
            $"Remove {partner.Resource.Id.Name} from additionalDomains.");
}
