using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>The servers of one domain belong to one gateway.</summary>
/// <remarks>
/// Whether two hosts share a gateway cannot be seen in a name, but hosts under different registered domains hardly do. The registered domain is taken to be the last two labels: under
/// co.uk and the like that misses a finding, and it never invents one.
/// </remarks>
internal sealed class SrvGatewayRule : IRule
{
    private static readonly DiagnosticDescriptor Different = new("XDS2405", Severity.Warning, "The targets of one SRV record set belong to different gateways",
        "Any server that answers for a domain must know the same users and the same dialback secret, since a partner may connect to one and verify at another (XEP-0220, XEP-0185). "
        + "Targets under different registered domains are seldom one gateway; the usual cause is a hoster's record left over after a move. Keep the targets of one gateway, "
        + "or accept the finding if they do share their users and secret.")
    { IsAcceptable = true };

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Different];

    public bool HoldsForEffectiveState => false;

    public IEnumerable<Diagnostic> Check(DesiredState desired)
    {
        foreach (var record in desired.Present(SrvRecord.Kind))
        {
            if (record.Resource[SrvRecord.Targets] is not Value.List { Items.Length: > 1 } || !record.Resource.TryGet(SrvRecord.Targets, out var targets)) continue;
            if (targets.All(target => Registered(target.Target).SequenceEqual(Registered(targets[0].Target)))) continue;
            // Addresses and . have rules of their own.
            var names = targets.Select(target => target.Target).Where(name => name != "." && !DomainName.IsAddress(name)).Distinct(StringComparer.Ordinal).ToArray();
            if (names.Any(name => !Registered(name).SequenceEqual(Registered(names[0]))))
            {
                yield return record.Finding(Different, SrvRecord.Targets, $"The targets of {record.Resource.Id.Name} belong to different gateways: {Findings.Some(names)}.",
                    "Keep the targets of one gateway, or accept this if they share their users and the dialback secret.");
            }
        }
    }

    private static ReadOnlySpan<char> Registered(string host)
    {
        var last = host.LastIndexOf('.');
        return last <= 0 ? host : host.AsSpan(host.LastIndexOf('.', last - 1) + 1);
    }
}
