using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Providers.Rfc2136.Messages;

namespace XmppDesiredState.Providers.Rfc2136.Updates;

/// <summary>A step in the terms of an update.</summary>
/// <param name="Before">Exactly what must be there; empty: nothing may be.</param>
/// <param name="After">What shall be there; empty: nothing.</param>
/// <param name="Ttl">Seconds.</param>
internal sealed record RecordSetChange(Step Step, ImmutableArray<SrvData> Before, ImmutableArray<SrvData> After, uint Ttl)
{
    public string Owner => Step.Resource.Name;
}
