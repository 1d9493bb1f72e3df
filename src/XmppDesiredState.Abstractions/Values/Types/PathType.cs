using System.Diagnostics.CodeAnalysis;

namespace XmppDesiredState.Values.Types;

/// <summary>
/// A file or folder. In a state file relative to that file, with <c>/</c> between parts on every platform and <c>~/</c> for the
/// home folder; the loader makes it absolute, so providers only ever see absolute paths.
/// </summary>
public sealed class PathType : FieldType<string>
{
    public static readonly PathType Instance = new();

    public override string Description => "a path";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out string? result, [NotNullWhen(false)] out Problem? problem)
    {
        result = raw is Value.Text { Content.Length: > 0 and <= 4096 } text && !text.Content.Contains('\0') ? text.Content : null;
        problem = result is null ? Expected(raw) : null;
        return problem is null;
    }

    public override Value Write(string value) => new Value.Text(value);

    public override string Show(Value canonical) => canonical is Value.Text text ? text.Content : "";
}
