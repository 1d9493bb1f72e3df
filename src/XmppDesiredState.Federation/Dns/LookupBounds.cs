namespace XmppDesiredState.Federation.Dns;

/// <summary>How much of what DNS says is looked at: whoever owns a zone may write anything into it.</summary>
internal static class LookupBounds
{
    /// <summary>Targets of one service. Large providers have five.</summary>
    public const int Targets = 8;

    /// <summary>Addresses of one target, as many as possible of each family.</summary>
    public const int Addresses = 4;

    /// <summary>Aliases (CNAME) that one name may lead through; resolvers give up at about as many.</summary>
    public const int Aliases = 8;
}
