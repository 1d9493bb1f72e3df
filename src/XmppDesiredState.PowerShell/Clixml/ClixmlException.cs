namespace XmppDesiredState.PowerShell.Clixml;

/// <summary>A text is no CLIXML, or breaks a bound. The message is one sentence without its full stop and holds no control characters.</summary>
public sealed class ClixmlException(string message, Exception? inner = null) : Exception(message, inner);
