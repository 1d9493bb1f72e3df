using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>
/// The 18 combinations of TLS, SASL and dialback: five leave no method, seven work with a warning, six are sound
/// (Microsoft, "Negotiation settings for XMPP federated partners in Lync Server 2013").
/// </summary>
internal sealed class NegotiationRule : IRule
{
    private const string Source = "Source: Microsoft, \"Negotiation settings for XMPP federated partners in Lync Server 2013\".";

    // Acceptable, although nothing can work: no document says that the cmdlets refuse it, so live systems may hold it and export must be able to say so.
    private static readonly DiagnosticDescriptor Impossible = new("XDS2101", Severity.Error, "The negotiation leaves no way to authenticate",
        "Two servers prove who they are by SASL EXTERNAL over TLS or by server dialback. SASL is impossible without TLS, so with dialback off and either "
        + "SASL or TLS not supported nothing is left, and every stream with the partner fails. Turn dialback on, or let both TLS and SASL be Required or "
        + "Optional; the presets sasl-over-tls, sasl-or-tls-dialback, tls-dialback, opportunistic and tcp-dialback all work. " + Source)
    { IsAcceptable = true };

    private static readonly DiagnosticDescriptor IdleDialback = new("XDS2102", Severity.Warning, "Dialback is on and will never operate",
        "With both TLS and SASL required a stream is authenticated by SASL or not at all, so dialback has no occasion to operate. People who read the "
        + "settings believe in a fallback that is not there. Set dialback to false (preset sasl-over-tls) if that is what you mean, or SASL to Optional "
        + "(preset sasl-or-tls-dialback) to have the fallback. New-CsXmppAllowedPartner without negotiation settings makes exactly this combination. " + Source)
    { IsAcceptable = true };

    private static readonly DiagnosticDescriptor SaslWithoutTls = new("XDS2103", Severity.Warning, "SASL is offered and TLS is not required",
        "SASL requires TLS, so where TLS is optional or not supported the negotiation of a session can fail, depending on what the partner chooses. "
        + "Where TLS is not supported SASL can never be used at all, and Lync's control panel refuses to save the partner. Set TLS to Required, or SASL to "
        + "NotSupported where the partner cannot encrypt. " + Source)
    { IsAcceptable = true };

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Impossible, IdleDialback, SaslWithoutTls];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired) => desired.Present(Partner.Kind).Select(Judge).OfType<Diagnostic>();

    private static Diagnostic? Judge(Declared partner)
    {
        if (!partner.Resource.TryGet(Partner.Negotiation, out var negotiation)) return null;
        if (negotiation.IsInvalid)
        {
            return partner.Finding(Impossible, Partner.Negotiation, $"The negotiation with {partner.Resource.Id.Name} leaves no way to authenticate: {Cause(negotiation)}.",
                "Turn dialback on, or set both TLS and SASL to Required or Optional; preset sasl-or-tls-dialback works with most servers.");
        }

        if (negotiation.DialbackNeverOperates)
        {
            return partner.Finding(IdleDialback, Partner.Negotiation, $"Dialback with {partner.Resource.Id.Name} will never operate, because TLS and SASL are both required.",
                "Write sasl-over-tls to do without dialback, or sasl-or-tls-dialback to have it as a fallback.");
        }

        return negotiation.SaslWithoutRequiredTls
            ? partner.Finding(SaslWithoutTls, Partner.Negotiation, $"SASL with {partner.Resource.Id.Name} requires TLS, and TLS is {Word(negotiation.Tls)}: {Effect(negotiation)}.",
                negotiation.Tls == NegotiationLevel.NotSupported
                    ? "Set SASL to NotSupported (preset tcp-dialback), or TLS to Required (preset sasl-or-tls-dialback)."
                    : "Set TLS to Required (preset sasl-or-tls-dialback, or sasl-over-tls without dialback).")
            : null;
    }

    private static string Cause(Negotiation negotiation) => (negotiation.Tls, negotiation.Sasl) switch
    {
        (_, NegotiationLevel.NotSupported) => "SASL is not supported and dialback is off",
        _ => $"SASL is {Word(negotiation.Sasl)} but impossible without TLS, and dialback is off",
    };

    private static string Effect(Negotiation negotiation) => negotiation.Tls == NegotiationLevel.NotSupported
        ? "only dialback in clear text is left, and Lync's control panel refuses the combination"
        : "a session can fail to negotiate";

    private static string Word(NegotiationLevel level) => level switch
    {
        NegotiationLevel.Required => "required",
        NegotiationLevel.Optional => "optional",
        _ => "not supported",
    };
}
