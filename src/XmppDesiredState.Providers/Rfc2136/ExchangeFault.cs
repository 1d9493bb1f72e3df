namespace XmppDesiredState.Providers.Rfc2136;

/// <summary>Why a question got no answer that can be believed.</summary>
internal enum ExchangeFault
{
    /// <summary>No connection; nothing was sent.</summary>
    Unreachable,

    /// <summary>Nothing came in time.</summary>
    Silent,

    /// <summary>The connection ended before the answer did.</summary>
    BrokenOff,

    /// <summary>What came is no DNS message, or answers another question.</summary>
    Garbage,

    /// <summary>An answer without a signature.</summary>
    Unsigned,

    /// <summary>An answer whose signature does not fit.</summary>
    Forged,

    /// <summary>The server knows none of the keys.</summary>
    KeyRefused,

    /// <summary>The server has other secrets for the keys.</summary>
    SignatureRefused,

    /// <summary>Clocks differ too much, on the server's signed word.</summary>
    ClockSkew,
}
