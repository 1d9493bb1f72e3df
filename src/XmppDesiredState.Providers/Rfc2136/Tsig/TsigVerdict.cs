namespace XmppDesiredState.Providers.Rfc2136.Tsig;

/// <summary>What an answer is worth.</summary>
internal enum TsigVerdict
{
    /// <summary>Signed by the holder of the key, for this question, now.</summary>
    Verified,

    /// <summary>No signature, and nothing that could vouch for it.</summary>
    Unsigned,

    /// <summary>No signature, inside a chain: the next signed message vouches for it, or nothing does.</summary>
    Pending,

    /// <summary>The server says, unsigned, that it does not know the key (BADKEY).</summary>
    KeyRefused,

    /// <summary>The server says, unsigned, that our signature is wrong (BADSIG).</summary>
    SignatureRefused,

    /// <summary>The server says, signed, that our clock differs from its own (BADTIME).</summary>
    ClockRefused,

    /// <summary>Signed rightly, but at a time that ours is too far from.</summary>
    OutOfTime,

    /// <summary>The signature does not fit: altered, replayed, another key, cut short.</summary>
    Forged,
}
