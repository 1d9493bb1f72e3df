using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>Lifetimes shrink until people cannot keep up.</summary>
internal sealed class ManualIssuerRule : IRule
{
    private static readonly DiagnosticDescriptor ByHand = new("XDS2305", Severity.Note, "Renewals by hand become frequent",
        "Public certificates last 200 days now, 100 days from 2027-03-15 and 47 days from 2029-03-15, so a manual issuer means carrying a request to the CA several times a year. "
        + "Consider an issuer that runs a program, which an ACME client or a CA's own command line can be; a private CA with long lifetimes is not concerned. "
        + "Source: CA/Browser Forum ballot SC-081v3.");

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [ByHand];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired) =>
        from certificate in desired.Present(Certificate.Kind)
        where certificate.Resource.TryGet(Certificate.Issuer, out var issuer) && desired.Providers.TryGetValue(issuer, out var provider) && provider.Type == "manual"
        select certificate.Finding(ByHand, Certificate.Issuer,
            $"{certificate.Resource.Id} is issued by hand; public certificates last 200 days now, 100 from 2027-03-15 and 47 from 2029-03-15.",
            "Consider an issuer that runs a program, such as command-issuer with an ACME client.");
}
