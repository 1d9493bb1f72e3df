namespace XmppDesiredState.Resources;

/// <summary>How far an XMPP partner is trusted (the Partner type of Lync's control panel).</summary>
public enum PartnerType
{
    /// <summary>May add contacts, see presence and status notes, and send messages without approval.</summary>
    Federated,

    /// <summary>As <see cref="Federated"/>, without status notes. Microsoft does not recommend it.</summary>
    PublicVerified,

    /// <summary>Nothing until our user has added the contact. Meant for public providers.</summary>
    PublicUnverified,
}
