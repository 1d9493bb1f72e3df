using System.Management.Automation;

namespace XmppDesiredState.LyncPowerShell.Host;

/// <summary>An error record in the words of Windows PowerShell's NormalView.</summary>
internal static class ErrorText
{
    public static string Of(ErrorRecord error)
    {
        var invocation = error.InvocationInfo;
        var command = invocation?.MyCommand?.Name;
        var lines = new List<string> { (string.IsNullOrEmpty(command) ? "" : command + " : ") + error };
        if (!string.IsNullOrWhiteSpace(invocation?.PositionMessage)) lines.Add(invocation.PositionMessage);
        lines.Add($"    + CategoryInfo          : {error.CategoryInfo}");
        lines.Add($"    + FullyQualifiedErrorId : {error.FullyQualifiedErrorId}");
        lines.Add(" ");
        return string.Join(Environment.NewLine, lines);
    }
}
