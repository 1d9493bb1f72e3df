using System.Collections.Immutable;
using XmppDesiredState.LyncPowerShell.Binding;

namespace XmppDesiredState.LyncPowerShell.World;

/// <summary>A partner in the management store. The defaults are those of New-CsXmppAllowedPartner.</summary>
public sealed record LyncPartner
{
    public required string Identity { get; init; }

    public string? Description { get; init; }

    public ImmutableArray<string> AdditionalDomains { get; init; } = [];

    public PartnerType PartnerType { get; init; } = PartnerType.PublicUnverified;

    public TlsNegotiation TlsNegotiation { get; init; }

    public SaslNegotiation SaslNegotiation { get; init; }

    public bool SupportDialbackNegotiation { get; init; } = true;

    public bool EnableKeepAlive { get; init; } = true;

    /// <summary>The reference states no default.</summary>
    public uint? ConnectionLimit { get; init; }

    public string? ProxyFqdn { get; init; }
}
