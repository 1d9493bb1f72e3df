using System.Collections.Immutable;

namespace XmppDesiredState.Resources;

/// <summary>
/// How streams with one partner are negotiated: Lync's triple of TLS, SASL and dialback. The rules are those of the 18-row table in
/// Microsoft's "Negotiation settings for XMPP federated partners in Lync Server 2013".
/// </summary>
public sealed record Negotiation(NegotiationLevel Tls, NegotiationLevel Sasl, bool Dialback)
{
    /// <summary>The combinations with a name, strongest first.</summary>
    public static ImmutableArray<(string Name, Negotiation Negotiation)> Presets { get; } =
    [
        ("sasl-over-tls", new(NegotiationLevel.Required, NegotiationLevel.Required, false)),
        ("sasl-or-tls-dialback", new(NegotiationLevel.Required, NegotiationLevel.Optional, true)),
        ("tls-dialback", new(NegotiationLevel.Required, NegotiationLevel.NotSupported, true)),
        ("opportunistic", new(NegotiationLevel.Optional, NegotiationLevel.Optional, true)),
        ("tcp-dialback", new(NegotiationLevel.NotSupported, NegotiationLevel.NotSupported, true)),
    ];

    /// <summary>What a new partner gets where the file says nothing.</summary>
    public static Negotiation OnCreate { get; } = Presets[1].Negotiation;

    public string? PresetName => Presets.FirstOrDefault(preset => preset.Negotiation == this).Name;

    /// <summary>No method is left: dialback is off, and SASL is impossible without TLS.</summary>
    public bool IsInvalid => !Dialback && (Sasl == NegotiationLevel.NotSupported || Tls == NegotiationLevel.NotSupported);

    public AuthenticationMethods Methods
    {
        get
        {
            if (IsInvalid) return AuthenticationMethods.None;
            var methods = AuthenticationMethods.None;
            if (Tls != NegotiationLevel.NotSupported && Sasl != NegotiationLevel.NotSupported) methods |= AuthenticationMethods.SaslOverTls;
            if (Dialback && Tls != NegotiationLevel.NotSupported && !(Tls == NegotiationLevel.Required && Sasl == NegotiationLevel.Required)) methods |= AuthenticationMethods.TlsDialback;
            if (Dialback && Tls != NegotiationLevel.Required) methods |= AuthenticationMethods.TcpDialback;
            return methods;
        }
    }

    /// <summary>Both are required, so SASL will be used and dialback never operates (row 1).</summary>
    public bool DialbackNeverOperates => Tls == NegotiationLevel.Required && Sasl == NegotiationLevel.Required && Dialback;

    /// <summary>SASL needs TLS; where TLS is not required a session can fail to negotiate (rows 3, 4, 5, 9, 10, 11).</summary>
    public bool SaslWithoutRequiredTls => !IsInvalid && Sasl != NegotiationLevel.NotSupported && Tls != NegotiationLevel.Required;

    /// <summary>As people read it: the preset's name, or the three settings.</summary>
    public override string ToString() => PresetName ?? $"TLS {Tls}, SASL {Sasl}, dialback {(Dialback ? "on" : "off")}";
}
