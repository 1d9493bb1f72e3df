using System.Buffers;
using XmppDesiredState.PowerShell;

namespace XmppDesiredState.Providers.Lync;

/// <summary>
/// Errors of cmdlets by their category and id, which no language changes; messages are looked at only where Lync gives neither.
/// Categories: about_CategoryInfo; ids of PowerShell's own binder: ParameterBindingException.
/// </summary>
internal static class LyncFaults
{
    // A binder's ids begin with one of these; what it refuses the cmdlet never saw.
    private static readonly SearchValues<string> Binding = SearchValues.Create(
        ["NamedParameterNotFound", "PositionalParameterNotFound", "AmbiguousParameterSet", "MissingMandatoryParameter", "CannotConvertArgument", "ParameterArgumentValidationError",
            "ParameterArgumentTransformationError", "ParameterAlreadyBound", "MissingArgument", "AmbiguousParameter", "ParameterBindingFailed", "CannotBindArgument", "ParameterNotInParameterSet"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> NoRight = SearchValues.Create(["access is denied", "access denied", "permission", "unauthorized", "not authorized"], StringComparison.OrdinalIgnoreCase);

    public static LyncFault Of(PowerShellError error)
    {
        var (id, type) = (error.Id ?? "", error.ExceptionType ?? "");
        if (error.Category is "PermissionDenied" or "SecurityError" or "AuthenticationError" || type.EndsWith("UnauthorizedAccessException", StringComparison.Ordinal)) return LyncFault.Denied;
        if (id.StartsWith("CommandNotFoundException", StringComparison.Ordinal)) return LyncFault.NoCmdlet;
        if (id.AsSpan().ContainsAny(Binding)) return LyncFault.Refused;
        return error.Category switch
        {
            "ResourceExists" => LyncFault.Exists,
            "ObjectNotFound" => LyncFault.Missing,
            "InvalidArgument" or "ParserError" or "SyntaxError" => LyncFault.Refused,
            _ => error.Message.AsSpan().ContainsAny(NoRight) ? LyncFault.Denied : LyncFault.Unclear,
        };
    }
}
