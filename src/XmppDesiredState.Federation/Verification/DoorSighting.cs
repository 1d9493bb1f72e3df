using System.Collections.Immutable;
using System.Net;
using XmppDesiredState.Certificates;
using XmppDesiredState.Federation.Streams;

namespace XmppDesiredState.Federation.Verification;

/// <summary>One address and port, asked.</summary>
/// <param name="Report">What it offers. At every door nothing but this is asked.</param>
/// <param name="Chain">What it presented, the leaf first and the others as they came, which need not be its issuers; empty where no TLS was reached, or where what came is no certificate.</param>
/// <param name="ChainBreak">Null: the chain leads to a root that was asked for; else where it breaks.</param>
/// <param name="NamesDomain">Whether the leaf stands for the domain (RFC 6120 §13.7.1.2): dNSName, SRVName or xmppAddr.</param>
public sealed record DoorSighting(IPEndPoint Address, StreamReport Report, ImmutableArray<ParsedCertificate> Chain, string? ChainBreak, bool NamesDomain)
{
    /// <summary>A second connection, with SASL EXTERNAL; null: not tried. Only the door that decides is asked.</summary>
    public StreamReport? External { get; init; }

    /// <summary>A second connection, with dialback over TLS; null: not tried. Only the door that decides is asked.</summary>
    public StreamReport? Challenge { get; init; }

    /// <summary>A second connection, with dialback in clear; null: not tried. Only the door that decides is asked.</summary>
    public StreamReport? InClear { get; init; }
}
