namespace XmppDesiredState.PowerShell;

/// <summary>An error record of the remote side.</summary>
/// <param name="Id">The fully qualified error id: <c>CommandNotFoundException</c>.</param>
/// <param name="Category">As <c>CategoryInfo.Category</c>: <c>ObjectNotFound</c>.</param>
/// <param name="IsTerminating">It ended the script, so what stood behind it did not run.</param>
public sealed record PowerShellError(string Message, string? Id, string? Category, string? Target, string? ExceptionType, string? Command, bool IsTerminating);
