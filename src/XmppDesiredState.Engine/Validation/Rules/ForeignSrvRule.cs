using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>SRV records are for our own domains.</summary>
internal sealed class ForeignSrvRule : IRule
{
    private static readonly DiagnosticDescriptor Foreign = new("XDS2407", Severity.Warning, "An SRV record for a domain that is not ours",
        "The record sends partners' servers to us for a domain that gateway.domains does not list, so streams arrive for users nobody here has, and the certificate will not "
        + "name the domain. Add the domain to gateway.domains if it is ours, or remove the record. _xmpp-client records cannot be declared at all: Lync does not serve XMPP clients.")
    { IsAcceptable = true };

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Foreign];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired)
    {
        var ours = desired.Gateway.Domains.ToHashSet(StringComparer.Ordinal);
        // Without a list of ours nothing is foreign.
        return ours.Count == 0 ? [] :
            from record in desired.Present(SrvRecord.Kind)
            let domain = SrvRecord.Domain(record.Resource.Id)
            where !ours.Contains(domain)
            select record.Finding(Foreign, $"{record.Resource.Id.Name} is for {domain}, which is not one of our domains.",
                $"Add {domain} to gateway.domains, or remove the record.");
    }
}
