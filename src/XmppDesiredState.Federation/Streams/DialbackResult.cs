namespace XmppDesiredState.Federation.Streams;

/// <summary>The <c>type</c> of an answer to a key.</summary>
public enum DialbackResult
{
    /// <summary>The key was found to be good.</summary>
    Valid,

    /// <summary>The key was found not to be good: whoever had to be asked was asked.</summary>
    Invalid,

    /// <summary>Nothing was found, for a reason that the peer gives (XEP-0220 §2.4).</summary>
    Error,
}
