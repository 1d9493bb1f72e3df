using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>A trusted partner whose streams are never encrypted.</summary>
internal sealed class UnencryptedPartnerRule : IRule
{
    private static readonly DiagnosticDescriptor Unencrypted = new("XDS2107", Severity.Warning, "Streams with a trusted partner are never encrypted",
        "With TLS not supported every message with the partner crosses the Internet in clear text, and only dialback, which is as strong as the DNS it asks, "
        + "says who the partner is. A Federated partner may do more than any other: its users add contacts and see presence without approval. Let TLS be Required "
        + "or at least Optional; where the partner's server cannot encrypt, accept the finding with a reason and a date, or make the partner PublicUnverified. "
        + "Source: RFC 7590 §3.1, XEP-0220 §1.")
    { IsAcceptable = true };

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Unencrypted];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired) =>
        from partner in desired.Present(Partner.Kind)
        where partner.Resource.TryGet(Partner.Type, out var type) && type == PartnerType.Federated
        where partner.Resource.TryGet(Partner.Negotiation, out var negotiation) && negotiation.Tls == NegotiationLevel.NotSupported
        select partner.Finding(Unencrypted, Partner.Negotiation, $"Streams with the Federated partner {partner.Resource.Id.Name} are never encrypted.",
            "Set TLS to Required (preset sasl-or-tls-dialback), or accept this with a reason and a date.");
}
