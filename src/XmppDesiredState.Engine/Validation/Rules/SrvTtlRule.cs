using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>Short TTLs are for the day of a move.</summary>
internal sealed class SrvTtlRule : IRule
{
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1);

    private static readonly DiagnosticDescriptor Short = new("XDS2404", Severity.Warning, "An SRV record's TTL is very short",
        "With a TTL below one minute every stream, and every dialback, asks the zone's servers again; when they cannot be reached for a moment federation stops, because no cache bridges "
        + "the gap. Some resolvers raise such values on their own. Use 1h, and a minute or more before a planned move.")
    { IsAcceptable = true };

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Short];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired) =>
        from record in desired.Present(SrvRecord.Kind)
        where record.Resource.TryGet(SrvRecord.Ttl, out var ttl) && ttl < Least
        select record.Finding(Short, SrvRecord.Ttl, $"The TTL of {record.Resource.Id.Name} is {Duration.Format(record.Resource.Get(SrvRecord.Ttl))}.",
            "Write ttl: 1h, or at least 1m.");
}
