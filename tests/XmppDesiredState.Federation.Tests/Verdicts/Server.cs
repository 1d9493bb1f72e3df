namespace XmppDesiredState.Federation.Tests.Verdicts;

/// <summary>The servers of the scene. What Prosody sets for all domains of a process only (<c>s2s_require_encryption</c>, <c>s2s_secure_auth</c>) makes them several.</summary>
internal enum Server
{
    /// <summary>Ours: encryption is required, and a valid certificate of the peer.</summary>
    OursStrict,

    /// <summary>Ours: encryption is required.</summary>
    OursEncrypted,

    /// <summary>Ours: nothing is required.</summary>
    OursOpen,

    /// <summary>A partner's Prosody: encryption is required, and a valid certificate of ours.</summary>
    Strict,

    /// <summary>A partner's Prosody: encryption is required.</summary>
    Encrypted,

    /// <summary>A partner's Prosody: nothing is required.</summary>
    Open,

    /// <summary>A partner's ejabberd.</summary>
    Ejabberd,
}
