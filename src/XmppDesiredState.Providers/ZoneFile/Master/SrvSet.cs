using System.Collections.Immutable;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.ZoneFile.Master;

/// <summary>A record set as it shall be. No targets: it shall not exist.</summary>
/// <param name="Ttl">Seconds; null leaves each record's as it is.</param>
internal sealed record SrvSet(string Owner, uint? Ttl, ImmutableArray<SrvTarget> Targets);
