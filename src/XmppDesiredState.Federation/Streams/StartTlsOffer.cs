namespace XmppDesiredState.Federation.Streams;

/// <summary>What the features say of STARTTLS.</summary>
public enum StartTlsOffer
{
    None,

    /// <summary>Offered without <c>&lt;required/&gt;</c>. The server may still refuse whoever does without.</summary>
    Optional,

    Required,
}
