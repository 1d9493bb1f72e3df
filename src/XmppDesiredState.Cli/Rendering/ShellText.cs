using System.Buffers;
using System.Collections.Immutable;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>A command line to copy, quoted for a POSIX shell; PowerShell reads it alike unless a text holds a quotation mark.</summary>
internal static class ShellText
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+=:,./@%");

    /// <summary>Null: one of them holds what no line can show, such as a line break or a control character.</summary>
    public static string? Of(ImmutableArray<string> arguments) =>
        arguments.All(argument => Printable.Of(argument) == argument) ? string.Join(' ', arguments.Select(Quote)) : null;

    private static string Quote(string argument) => argument.Length > 0 && !argument.AsSpan().ContainsAnyExcept(Plain) ? argument
        : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
