using System.Management.Automation;

namespace XmppDesiredState.LyncPowerShell.Cmdlets;

/// <summary>Becomes a non-terminating error record.</summary>
internal sealed class LyncException(string message, string id, ErrorCategory category, object? target) : Exception(message)
{
    public string Id => id;

    public ErrorCategory Category => category;

    public object? Target => target;
}
