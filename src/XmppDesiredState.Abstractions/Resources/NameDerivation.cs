namespace XmppDesiredState.Resources;

/// <summary>Which names a certificate gets from the gateway's description.</summary>
public enum NameDerivation
{
    Xmpp,
    LyncEdge,
    None,
}
