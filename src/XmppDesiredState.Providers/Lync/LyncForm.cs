namespace XmppDesiredState.Providers.Lync;

/// <summary>What a native property holds, and so how two of its values are compared.</summary>
internal enum LyncForm
{
    /// <summary>Compared to the letter; empty text and nothing are the same.</summary>
    Text,

    /// <summary>A member of an enumeration, by its name.</summary>
    Word,

    Flag,

    /// <summary>A whole number, or nothing.</summary>
    Number,

    /// <summary>A domain or host name: case, a trailing dot and the choice between U-label and A-label do not matter.</summary>
    Domain,

    /// <summary>A set of domains: order and repetition do not matter either.</summary>
    Domains,

    /// <summary>A time, as UTC in the round-trip form (<c>o</c>); read only.</summary>
    Time,
}
