using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>Where SASL is the only method our certificate must be good for a client too.</summary>
internal sealed class ClientAuthRule : IRule
{
    private const string ClientAuth = "clientAuth";

    private static readonly DiagnosticDescriptor Missing = new("XDS2304", Severity.Warning, "A certificate without clientAuth, and partners that need SASL",
        "When our server opens a stream it is the TLS client, and SASL EXTERNAL rests on the certificate it shows then. Some servers insist on the extended key usage clientAuth in it; "
        + "with dialback off there is no other way for these partners. Public CAs issue serverAuth only since 2026, so clientAuth must be asked for where it can still be had, such as from "
        + "an enterprise CA that the partner trusts. Add clientAuth to extendedKeyUsage.prefer or require, or allow dialback for these partners (preset sasl-or-tls-dialback).")
    { IsAcceptable = true };

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Missing];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired)
    {
        var certificates = desired.Present(Certificate.Kind)
            .Where(certificate => CertificateNames.FacesPartners(desired.Gateway, certificate.Resource) && !AsksForClientAuth(certificate.Resource)).ToArray();
        if (certificates.Length == 0) return [];
        var partners = desired.Present(Partner.Kind).Where(NeedsSasl).Select(partner => partner.Resource.Id.Name).Distinct(StringComparer.Ordinal).ToArray();
        return partners.Length == 0 ? [] : certificates.Select(certificate => certificate.Finding(Missing, Certificate.ExtendedKeyUsage,
            $"{certificate.Resource.Id} asks for no clientAuth, and SASL is the only way to authenticate with {Findings.Some(partners)}.",
            "Add clientAuth to extendedKeyUsage.prefer or require, or allow these partners dialback (preset sasl-or-tls-dialback)."));
    }

    private static bool NeedsSasl(Declared partner) =>
        partner.Resource.TryGet(Partner.Negotiation, out var negotiation) && negotiation.Methods == AuthenticationMethods.SaslOverTls;

    private static bool AsksForClientAuth(Resource certificate) =>
        CertificateNames.Part(certificate, Certificate.ExtendedKeyUsage, Certificate.RequiredUsages, [])
            .Concat(CertificateNames.Part(certificate, Certificate.ExtendedKeyUsage, Certificate.PreferredUsages, []))
            .Contains(ClientAuth, StringComparer.OrdinalIgnoreCase);
}
