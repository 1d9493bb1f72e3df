using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>The subject's common name is one of the certificate's names.</summary>
internal sealed class SubjectNameRule : IRule
{
    private static readonly DiagnosticDescriptor NotAmongNames = new("XDS2302", Severity.Warning, "The common name is not among the certificate's names",
        "A client that finds alternative names ignores the subject (RFC 9525 §2), so a name that only the subject holds is not covered, and a public CA leaves it out or refuses "
        + "the request, because its rules demand that the common name repeats one of the names. With derive: lync-edge or xmpp it is repeated automatically as long as it is a host name. "
        + "Add it to names.additional, or make subject.commonName one of the names; left out it is gateway.edge.")
    { IsAcceptable = true };

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [NotAmongNames];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired) =>
        from certificate in desired.Present(Certificate.Kind)
        let common = CertificateNames.CommonName(desired.Gateway, certificate.Resource)
        where common is not null && !CertificateNames.Derive(desired.Gateway, certificate.Resource).Contains(common, StringComparer.OrdinalIgnoreCase)
        select certificate.Finding(NotAmongNames, Certificate.Subject, $"The common name {common} of {certificate.Resource.Id} is not among its names.",
            $"Add {common} to names.additional if it is a host name, or set subject.commonName to one of the names.");
}
