namespace XmppDesiredState.Cli;

/// <summary>How much is said on standard error.</summary>
internal enum LogLevel
{
    Error,
    Warn,

    /// <summary>What happens, as it happens.</summary>
    Info,

    /// <summary>Also how long it took, and where a bug struck.</summary>
    Debug,
}
