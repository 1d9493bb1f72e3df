using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.PowerShell;

/// <summary>The session ended, or its answer did not come in time: what became of the call is unknown, and the session is used no more.</summary>
public sealed class PowerShellBrokenException(Diagnostic diagnostic, Exception? inner = null) : Exception(diagnostic.Summary, inner)
{
    public Diagnostic Diagnostic => diagnostic;
}
