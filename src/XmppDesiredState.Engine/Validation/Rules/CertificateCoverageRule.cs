using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>The certificate that partners see names every domain of ours that speaks XMPP.</summary>
internal sealed class CertificateCoverageRule : IRule
{
    private static readonly DiagnosticDescriptor NotCovered = new("XDS2301", Severity.Error, "A certificate does not cover one of our XMPP domains",
        "A partner compares the certificate with the bare domain of the stream, contoso.com, not with the host it connected to (RFC 6120 §13.7.2, XEP-0178). A domain that is not "
        + "among the names fails SASL with not-authorized, and with SASL required nothing is left. Let names.derive be lync-edge or xmpp, which take every domain of gateway.domains, "
        + "or list the domains in names.additional. Wildcards do not help: *.contoso.com does not match contoso.com.")
    { IsAcceptable = true };

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [NotCovered];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired) =>
        from certificate in desired.Present(Certificate.Kind)
        where CertificateNames.FacesPartners(desired.Gateway, certificate.Resource)
        let missing = desired.Gateway.Domains.Except(CertificateNames.Derive(desired.Gateway, certificate.Resource), StringComparer.Ordinal).ToArray()
        where missing.Length > 0
        select certificate.Finding(NotCovered, Certificate.Names, $"{certificate.Resource.Id} does not cover {Findings.Some(missing)}.",
            "Write derive: lync-edge or derive: xmpp under names, or list the domains in names.additional.");
}
