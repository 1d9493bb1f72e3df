using System.Diagnostics.CodeAnalysis;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Loading.Layout.Types;

/// <summary>A name that the author chooses and addresses repeat: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, beginning with a letter or digit, at most 64.</summary>
internal sealed class NameType : FieldType<string>
{
    public const string Pattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";

    public static readonly NameType Instance = new();

    public override string Description => "a name of letters, digits, hyphens, underscores and dots";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out string? result, [NotNullWhen(false)] out Problem? problem)
    {
        result = raw is Value.Text text && IsName(text.Content) ? text.Content : null;
        problem = result is null ? Expected(raw) : null;
        return problem is null;
    }

    public static bool IsName(string text) => text.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    public override Value Write(string value) => new Value.Text(value);

    public override string Show(Value canonical) => canonical is Value.Text text ? text.Content : "";
}
