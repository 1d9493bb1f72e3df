using System.Diagnostics.CodeAnalysis;

namespace XmppDesiredState.Values.Types;

/// <summary>Free text on one line or several. A number or <c>true</c> must be quoted to be text.</summary>
public sealed class TextType(int maximumLength = 4096) : FieldType<string>
{
    public static readonly TextType Instance = new();

    public int MaximumLength => maximumLength;

    public override string Description => "text";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out string? result, [NotNullWhen(false)] out Problem? problem)
    {
        (result, problem) = raw switch
        {
            Value.Text { Content.Length: var length } when length > maximumLength =>
                (null, new Problem($"is {length} characters long", $"Write at most {maximumLength} characters.")),
            Value.Text text => (text.Content, (Problem?)null),
            Value.Number number => (null, new Problem($"is a number where text is meant: {number.Content}", $"Put it in quotes: \"{number.Content}\".")),
            Value.Flag flag => (null, new Problem("is true or false where text is meant", flag.Content ? "Put it in quotes: \"true\"." : "Put it in quotes: \"false\".")),
            _ => (null, Expected(raw)),
        };
        return problem is null;
    }

    public override Value Write(string value) => new Value.Text(value);

    public override string Show(Value canonical) => canonical is Value.Text text ? text.Content : "";
}
