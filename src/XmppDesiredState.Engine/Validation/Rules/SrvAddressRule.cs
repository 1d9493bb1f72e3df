using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>An SRV target is a name.</summary>
internal sealed class SrvAddressRule : IRule
{
    // Not acceptable: a zone would hold it as a name that nobody can resolve.
    private static readonly DiagnosticDescriptor Address = new("XDS2402", Severity.Error, "An SRV record's target is an IP address",
        "The target of an SRV record is a host name with A or AAAA records of its own (RFC 2782). An address written there becomes a name of digits that resolves to nothing, so no partner finds the "
        + "server, while a careless check sees a record. Give the address a name and write that, usually the Access Edge FQDN.");

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Address];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired) =>
        from record in desired.Present(SrvRecord.Kind)
        where record.Resource.TryGet(SrvRecord.Targets, out var targets) && targets.Any(IsAddress)
        let target = record.Resource.Get(SrvRecord.Targets).First(IsAddress).Target
        select record.Finding(Address, SrvRecord.Targets, $"The target {target} of {record.Resource.Id.Name} is an IP address.",
            $"Write the host name that has this address{(desired.Gateway.Edge is { } edge ? $", such as {edge}" : "")}.");

    private static bool IsAddress(SrvTarget target) => DomainName.IsAddress(target.Target);
}
