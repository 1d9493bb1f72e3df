using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>No policy opens what the edge keeps shut.</summary>
internal sealed class EdgeAccessRule : IRule
{
    private static readonly DiagnosticDescriptor Shut = new("XDS2202", Severity.Warning, "Policies allow what the edge forbids",
        "allowFederatedUsers at the Access Edge is one switch for SIP and XMPP federation together. While it is false no partner is reached, whatever the policies say. "
        + "Set it to true, knowing that this opens SIP federation too, or take the federation and XMPP access out of the policies. "
        + "Source: Microsoft, \"Manage Access Edge configuration for your organization\" (Lync Server 2013).")
    { IsAcceptable = true };

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Shut];

    public bool HoldsForEffectiveState => true;

    public IEnumerable<Diagnostic> Check(DesiredState desired)
    {
        var opening = desired.Present(AccessPolicy.Kind).Where(Opens).ToLookup(policy => policy.Provider, StringComparer.Ordinal);
        return
            from edge in desired.Present(EdgeAccess.Kind)
            where edge.Resource.TryGet(EdgeAccess.AllowFederatedUsers, out var allowed) && !allowed
            let policies = opening[edge.Provider].ToArray()
            where policies.Length > 0
            select edge.Finding(Shut, EdgeAccess.AllowFederatedUsers,
                $"allowFederatedUsers is false, so no partner is reached, although {Findings.Some([.. policies.Select(policy => policy.Resource.Id.ToString())], 3)} would allow it.",
                "Set allowFederatedUsers: true, which opens SIP federation too, or disable federation and XMPP access in the policies.") with
            { Related = policies[0].Where };
    }

    private static bool Opens(Declared policy) =>
        (policy.Resource.TryGet(AccessPolicy.EnableXmppAccess, out var xmpp) && xmpp)
        || (policy.Resource.TryGet(AccessPolicy.EnableFederationAccess, out var federation) && federation);
}
