namespace XmppDesiredState.Providers.Lync;

/// <summary>What the guarded write found.</summary>
internal enum LyncVerdict
{
    /// <summary>Written.</summary>
    Done,

    /// <summary>It was as wanted already.</summary>
    Same,

    /// <summary>It was gone already, as wanted.</summary>
    Gone,

    /// <summary>It is not there, and should have been changed.</summary>
    Missing,

    /// <summary>It is there, and should have been created.</summary>
    Exists,

    /// <summary>It is not as the plan saw it.</summary>
    Moved,

    /// <summary>Another run had the turn for too long.</summary>
    Busy,
}
