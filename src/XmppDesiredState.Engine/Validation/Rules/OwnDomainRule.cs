using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>A partner is somebody else.</summary>
internal sealed class OwnDomainRule : IRule
{
    private static readonly DiagnosticDescriptor Own = new("XDS2104", Severity.Error, "A partner has one of our own domains",
        "gateway.domains and gateway.sipDomains are ours: messages to them stay inside. A partner of that name makes the gateway look for our own users at "
        + "somebody else's server, or at itself. Remove the partner or the additional domain, or take the domain out of gateway if it belongs to the partner now.")
    { IsAcceptable = true };

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Own];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired)
    {
        var gateway = desired.Gateway;
        var ours = gateway.Domains.Concat(gateway.SipDomains).ToHashSet(StringComparer.Ordinal);
        return ours.Count == 0 ? [] :
            from partner in desired.Present(Partner.Kind)
            from domain in Partner.Domains(partner.Resource).Where(ours.Contains).Distinct(StringComparer.Ordinal)
            select Find(partner, domain, gateway);
    }

    private static Diagnostic Find(Declared partner, string domain, Gateway gateway)
    {
        var isPrimary = domain == partner.Resource.Id.Name;
        var index = gateway.Domains.IndexOf(domain);
        return Own.At(isPrimary ? partner.Where : partner.At(Partner.AdditionalDomains),
            isPrimary ? $"The partner {domain} is one of our own domains." : $"{domain}, an additional domain of {partner.Resource.Id}, is one of our own domains.",
            $"Remove {domain} here, or take it out of gateway if it is not ours.") with
        {
            Address = partner.Address.ToString(),
            Related = index >= 0 && index < gateway.DomainSpans.Length ? gateway.DomainSpans[index] : gateway.Where,
        };
    }
}
