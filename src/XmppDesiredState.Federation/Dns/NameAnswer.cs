using System.Collections.Immutable;
using DnsClient.Protocol;
using XmppDesiredState.Federation.Verification;

namespace XmppDesiredState.Federation.Dns;

/// <summary>The records of one type that a name has, by itself or by its aliases.</summary>
/// <param name="IsAlias">Whether the name itself is an alias.</param>
internal sealed record NameAnswer(LookupOutcome Outcome, ImmutableArray<DnsResourceRecord> Records, bool IsAlias);
