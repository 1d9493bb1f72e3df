namespace XmppDesiredState.Blobs;

/// <summary>Why a call came to nothing. Only <see cref="Unclear"/> leaves it open whether a write was carried out.</summary>
public enum BlobTrouble
{
    /// <summary>No answer, or one that says nothing: whether it was carried out is unknown.</summary>
    Unclear,

    /// <summary>Not carried out: more was asked in a short time than is allowed.</summary>
    Throttled,

    /// <summary>There is no identity, or nobody gives it a token.</summary>
    SignIn,

    /// <summary>The token, key or signature is not taken.</summary>
    Unauthorized,

    /// <summary>This identity may not.</summary>
    Forbidden,

    ContainerAbsent,
    BlobAbsent,

    /// <summary>The condition of a write did not hold.</summary>
    ConditionFailed,

    /// <summary>Somebody else has a lease.</summary>
    Leased,

    /// <summary>The lease that was given is no longer the blob's.</summary>
    LeaseLost,

    /// <summary>It has more bytes than are asked for.</summary>
    TooLarge,

    /// <summary>Anything else that is wrong with the request or forbidden as things stand.</summary>
    Refused,
}
