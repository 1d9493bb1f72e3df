using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Desired;

/// <summary>Our side, as <c>gateway</c> describes it. All names canonical.</summary>
public sealed record Gateway
{
    public static readonly Gateway None = new();

    /// <summary>Domains of ours that speak XMPP.</summary>
    public ImmutableArray<string> Domains { get; init; } = [];

    /// <summary>Domains of ours that speak SIP; the XMPP domains unless given.</summary>
    public ImmutableArray<string> SipDomains { get; init; } = [];

    /// <summary>Access Edge FQDN.</summary>
    public string? Edge { get; init; }

    public ImmutableArray<string> InboundAddresses { get; init; } = [];

    public ImmutableArray<string> OutboundAddresses { get; init; } = [];

    public string? ContactName { get; init; }

    public string? ContactMail { get; init; }

    public SourceSpan? Where { get; init; }

    /// <summary>Where each of <see cref="Domains"/> stands, in the same order.</summary>
    public ImmutableArray<SourceSpan> DomainSpans { get; init; } = [];
}
