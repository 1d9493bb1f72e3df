using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>Where SRV records are declared, each XMPP domain of ours has one.</summary>
internal sealed class MissingSrvRule : IRule
{
    private static readonly DiagnosticDescriptor Missing = new("XDS2406", Severity.Warning, "One of our XMPP domains has no SRV record",
        "Partners find a domain's servers by _xmpp-server._tcp (RFC 6120 §3.2.1), and dialback verifies our streams by asking for the same record. Without it they try port 5269 at the "
        + "domain's own address, which is usually a web server. Add the domain to srvRecords, or take it out of gateway.domains. An entry with absent: true says that the lack is meant, "
        + "and a state file without srvRecords leaves DNS to others.");

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Missing];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired)
    {
        var owners = desired.OfKind(SrvRecord.Kind).Select(record => record.Resource.Id.Name).ToHashSet(StringComparer.Ordinal);
        if (owners.Count == 0 && desired.SectionOf(SrvRecord.Kind) is null) yield break;
        var gateway = desired.Gateway;
        for (var index = 0; index < gateway.Domains.Length; index++)
        {
            var domain = gateway.Domains[index];
            if (owners.Contains(SrvRecord.OwnerPrefixes[0] + domain)) continue;
            yield return Missing.At(index < gateway.DomainSpans.Length ? gateway.DomainSpans[index] : gateway.Where,
                $"{domain} is a domain of ours, and srvRecords has no _xmpp-server record for it.",
                $"Add {{ domain: {domain} }} to srvRecords, or take {domain} out of gateway.domains.");
        }
    }
}
