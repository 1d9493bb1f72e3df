using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>Servers speak to each other on port 5269.</summary>
internal sealed class SrvPortRule : IRule
{
    private static readonly DiagnosticDescriptor Unusual = new("XDS2401", Severity.Warning, "An SRV record names an unusual port",
        "XMPP servers listen for each other on port 5269 (RFC 6120 §14.7), and Lync's proxy on no other. 5222 is the clients' port, a frequent mix-up. Partners' firewalls often let out "
        + "5269 only. For _xmpps-server, TLS from the first byte, 5270 and 443 are usual (XEP-0368). Write port 5269 or leave the port out.")
    { IsAcceptable = true };

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Unusual];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired)
    {
        foreach (var record in desired.Present(SrvRecord.Kind))
        {
            if (!record.Resource.TryGet(SrvRecord.Targets, out var targets)) continue;
            var isDirect = record.Resource.Id.Name.StartsWith("_xmpps-", StringComparison.Ordinal);
            foreach (var target in targets.Where(target => target.Target != "." && !IsUsual(target.Port, isDirect)))
            {
                yield return record.Finding(Unusual, SrvRecord.Targets, $"The target {target.Target} of {record.Resource.Id.Name} has port {target.Port}.",
                    isDirect ? "Write port: 5270 or port: 443." : "Write port: 5269, or leave it out.");
            }
        }
    }

    private static bool IsUsual(int port, bool isDirect) => isDirect ? port is 5270 or 443 : port == 5269;
}
