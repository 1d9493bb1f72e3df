using System.Management.Automation;

namespace XmppDesiredState.LyncPowerShell.Cmdlets;

/// <summary>Becomes an error record.</summary>
internal sealed class LyncException(string message, string id, ErrorCategory category, object? target) : Exception(message)
{
    public string Id => id;

    public ErrorCategory Category => category;

    public object? Target => target;

    public bool IsTerminating { get; init; }

    public static LyncException Missing(string noun, string identity) => new($"Cannot find \"{noun}\" \"{identity}\" because it does not exist.", noun + "NotFound", ErrorCategory.ObjectNotFound, identity);

    public static LyncException Duplicate(string noun, string identity) => new($"\"{noun}\" \"{identity}\" already exists.", "DuplicateKey", ErrorCategory.ResourceExists, identity);

    public static LyncException Invalid(string message, object? target) => new(message, "InvalidParameterValue", ErrorCategory.InvalidArgument, target);
}
