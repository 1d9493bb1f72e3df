namespace XmppDesiredState.Providers.Lync;

/// <summary>What an error of a cmdlet says of what it did.</summary>
internal enum LyncFault
{
    /// <summary>Not known whether it wrote.</summary>
    Unclear,

    /// <summary>No right; nothing was written.</summary>
    Denied,

    /// <summary>There is no such cmdlet; nothing was written.</summary>
    NoCmdlet,

    /// <summary>Somebody else created it first; nothing was written.</summary>
    Exists,

    /// <summary>Somebody else removed it first; nothing was written.</summary>
    Missing,

    /// <summary>Refused for another reason, before anything was written.</summary>
    Refused,
}
