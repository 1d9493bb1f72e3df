using System.Collections.Immutable;
using XmppDesiredState.Resources;
using static XmppDesiredState.Resources.NegotiationLevel;

namespace XmppDesiredState.Federation.Tests.Verdicts;

/// <summary>
/// A domain of ours in a Prosody that stands for our gateway: its settings say what the declared triple says. TLS is <c>s2s_require_encryption</c> and the module
/// <c>tls</c>, SASL EXTERNAL is <c>s2s_secure_auth</c> and the module <c>saslauth</c>, dialback is the module <c>dialback</c>.
/// </summary>
/// <param name="Without">Modules it does without.</param>
internal sealed record OurDomain(string Domain, Negotiation Declared, Server Server, params ImmutableArray<string> Without)
{
    public static readonly OurDomain External = new("external.contoso.test", new(Required, Required, false), Server.OursStrict, "dialback");
    public static readonly OurDomain Either = new("either.contoso.test", new(Required, Optional, true), Server.OursEncrypted);
    public static readonly OurDomain Dialback = new("dialback.contoso.test", new(Required, NotSupported, true), Server.OursEncrypted, "saslauth");
    public static readonly OurDomain Opportunistic = new("opportunistic.contoso.test", new(Optional, Optional, true), Server.OursOpen);
    public static readonly OurDomain AnyDialback = new("anydialback.contoso.test", new(Optional, NotSupported, true), Server.OursOpen, "saslauth");
    public static readonly OurDomain OpenExternal = new("openexternal.contoso.test", new(Optional, Optional, false), Server.OursOpen, "dialback");
    public static readonly OurDomain Clear = new("clear.contoso.test", new(NotSupported, NotSupported, true), Server.OursOpen, "saslauth", "tls");
    public static readonly OurDomain ServerAuthOnly = new("serveronly.contoso.test", new(Required, Required, false), Server.OursStrict, "dialback") { Certificate = CertificateKind.ServerAuthOnly };
    public static readonly OurDomain Expired = new("expired.contoso.test", new(Required, Optional, true), Server.OursEncrypted) { Certificate = CertificateKind.Expired };
    public static readonly OurDomain Unfindable = new("unfindable.contoso.test", new(Required, Optional, true), Server.OursEncrypted) { IsFindable = false };

    public static ImmutableArray<OurDomain> All { get; } = [External, Either, Dialback, Opportunistic, AnyDialback, OpenExternal, Clear, ServerAuthOnly, Expired, Unfindable];

    public CertificateKind Certificate { get; init; }

    /// <summary>Whether its SRV record leads to its server, or to a port on which nobody listens.</summary>
    public bool IsFindable { get; init; } = true;
}
