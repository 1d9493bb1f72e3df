namespace XmppDesiredState.Cli.Rendering.Reports.Page;

/// <summary>How a report stands as a whole: the sign before its headline.</summary>
internal enum Standing
{
    /// <summary>There is nothing to look at.</summary>
    Clean,

    /// <summary>There is something, and nothing of it asks for attention.</summary>
    Calm,

    /// <summary>Something is risky or waits for somebody.</summary>
    Careful,

    /// <summary>Something is wrong, or not everything could be read.</summary>
    Bad,
}
