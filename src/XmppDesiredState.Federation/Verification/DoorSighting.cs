using System.Collections.Immutable;
using System.Net;
using XmppDesiredState.Certificates;
using XmppDesiredState.Federation.Streams;

namespace XmppDesiredState.Federation.Verification;

/// <summary>One address and port, asked.</summary>
/// <param name="Chain">What it presented, the leaf first; empty where no TLS was reached.</param>
/// <param name="ChainBreak">Null: the chain leads to a root that was asked for; else where it breaks.</param>
/// <param name="NamesDomain">Whether the leaf stands for the domain (RFC 6120 §13.7.1.2): dNSName, SRVName or xmppAddr.</param>
public sealed record DoorSighting(IPEndPoint Address, StreamReport Report, ImmutableArray<ParsedCertificate> Chain, string? ChainBreak, bool NamesDomain);
