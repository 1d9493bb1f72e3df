namespace XmppDesiredState.Engine.Json;

/// <summary>How much of a JSON document is wrong.</summary>
internal enum JsonFindingKind
{
    /// <summary>It is well-formed and says something it must not.</summary>
    Content,

    /// <summary>It is not well-formed.</summary>
    Syntax,

    /// <summary>It is larger or deeper than any that this program writes.</summary>
    Limit,
}
