using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Resources;

/// <summary>The switch at the Access Edge that opens federation as such (<c>Set-CsAccessEdgeConfiguration</c>). One instance, <c>global</c>.</summary>
public static class EdgeAccess
{
    public static readonly Field<bool> AllowFederatedUsers = new("allowFederatedUsers", FlagType.Instance, Traits.None,
        "Whether users may communicate with federated domains; one switch for SIP and XMPP together.");

    public static readonly Kind Kind = new()
    {
        Name = "edge-access",
        Phase = 1,
        Summary = "The switch at the edge that opens federation.",
        Fields = [AllowFederatedUsers],
        IsFixed = _ => true,
    };

    public static readonly ResourceId Id = new(Kind, "global");
}
