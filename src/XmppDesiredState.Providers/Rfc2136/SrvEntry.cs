using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Rfc2136;

/// <summary>One SRV record of a zone, without its owner.</summary>
/// <param name="Ttl">Seconds.</param>
internal sealed record SrvEntry(uint Ttl, SrvTarget Target);
