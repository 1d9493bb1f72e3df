using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Validation.Rules;

/// <summary>XMPP access counts only for users who have federation access.</summary>
internal sealed class XmppAccessRule : IRule
{
    private static readonly DiagnosticDescriptor WithoutFederation = new("XDS2201", Severity.Error, "XMPP access without federation access",
        "A policy's enableXmppAccess counts only where enableFederationAccess is true as well: the control panel cannot even tick the one without the other, and users under "
        + "such a policy reach no XMPP partner. An attribute left out counts as it is on the live system, so a plan may find this where the files alone do not show it. "
        + "Set enableFederationAccess to true, or enableXmppAccess to false. Source: Microsoft, \"Manage external access policy for your organization\" (Lync Server 2013).")
    { IsAcceptable = true };

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [WithoutFederation];

    public bool HoldsForEffectiveState => true;

    public IEnumerable<Diagnostic> Check(DesiredState desired) =>
        from policy in desired.Present(AccessPolicy.Kind)
        where policy.Resource.TryGet(AccessPolicy.EnableXmppAccess, out var xmpp) && xmpp
        where policy.Resource.TryGet(AccessPolicy.EnableFederationAccess, out var federation) && !federation
        select policy.Finding(WithoutFederation, AccessPolicy.EnableXmppAccess,
            $"{policy.Resource.Id} has enableXmppAccess without enableFederationAccess, so its users reach no XMPP partner.",
            "Set enableFederationAccess: true here, or enableXmppAccess: false.");
}
