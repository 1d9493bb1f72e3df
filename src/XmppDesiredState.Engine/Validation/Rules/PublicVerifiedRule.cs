using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>Microsoft does not recommend the partner type PublicVerified.</summary>
internal sealed class PublicVerifiedRule : IRule
{
    private static readonly DiagnosticDescriptor NotRecommended = new("XDS2109", Severity.Warning, "The partner type PublicVerified is not recommended",
        "A public verified partner is a public provider that is trusted to have verified its users' identities: anybody with an account there may add your users as "
        + "contacts, see their presence and write to them without being asked first. Microsoft's partner page says of this type that it is not recommended. Use Federated for an "
        + "organisation you have an agreement with, and PublicUnverified for a public provider. Source: Microsoft, \"Create or edit an XMPP partner configuration in Lync Server 2013\".")
    { IsAcceptable = true };

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [NotRecommended];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired) =>
        from partner in desired.Present(Partner.Kind)
        where partner.Resource.TryGet(Partner.Type, out var type) && type == PartnerType.PublicVerified
        select partner.Finding(NotRecommended, Partner.Type, $"{partner.Resource.Id.Name} is PublicVerified, which Microsoft does not recommend.",
            "Write Federated for an organisation you have an agreement with, PublicUnverified for a public provider.");
}
