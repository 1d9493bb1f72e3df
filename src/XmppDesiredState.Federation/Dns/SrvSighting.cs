using System.Collections.Immutable;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Dns;

/// <summary>What one server says of one SRV record set.</summary>
/// <param name="Targets">Empty: it says that there is none.</param>
/// <param name="Problem">Why it did not say, as the end of a sentence; null: it did.</param>
public sealed record SrvSighting(ImmutableArray<SrvTarget> Targets, TimeSpan Ttl, string? Problem = null);
