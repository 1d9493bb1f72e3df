using System.Globalization;
using System.Text;
using XmppDesiredState.Values;

namespace XmppDesiredState.Yaml;

/// <summary>Writes scalars so that reading them gives the same value back, plain where that is safe.</summary>
public static class YamlText
{
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "default", ".inf", "-.inf", ".nan",
    };

    /// <summary>A text, plain or in double quotes.</summary>
    public static string Quote(string text) => IsPlainSafe(text) || IsDuration(text) ? text : DoubleQuoted(text);

    // The one text beginning with a digit that no version of YAML takes for a number, a date or a time.
    private static bool IsDuration(string text) => text.Length <= 40 && Duration.TryParse(text, out _);

    private static bool IsPlainSafe(string text)
    {
        if (Reserved.Contains(text) || !(char.IsAsciiLetter(text[0]) || text[0] == '_') || text[^1] == ' ') return false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var safe = char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/' or '@' or '+' or ' ' or '(' or ')'
                || (c == ':' && i + 1 < text.Length && text[i + 1] != ' ')
                || (c >= 0xa0 && char.IsLetterOrDigit(c));
            if (!safe) return false;
        }

        // What begins like a document marker, or holds a comment's beginning, has been excluded by the characters above.
        return true;
    }

    private static string DoubleQuoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\ufeff' or (>= '\ufff9' and <= '\uffff') => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A canonical value in flow style on one line; durations as their field shows them are the caller's business.</summary>
    public static string Flow(Value value) => value switch
    {
        Value.Text text => Quote(text.Content),
        Value.Number number => number.Content.ToString(CultureInfo.InvariantCulture),
        Value.Flag flag => flag.Content ? "true" : "false",
        Value.Cleared => "null",
        Value.Default => "default",
        Value.Secret secret => Reference(secret),
        Value.List list => "[" + string.Join(", ", list.Items.Select(InFlow)) + "]",
        Value.Map map => map.Items.IsEmpty ? "{}" : "{ " + string.Join(", ", map.Items.Select(item => $"{InFlow(new Value.Text(item.Key))}: {InFlow(item.Value)}")) + " }",
        _ => throw new ArgumentException($"A {value.GetType().Name} has no written form.", nameof(value)),
    };

    private static string Reference(Value.Secret secret)
    {
        var (source, arguments) = (secret.Reference.Source, secret.Reference.Arguments);
        var place = source switch
        {
            SecretSource.Environment => $"env: {Quote(arguments[0])}",
            SecretSource.File => $"file: {Quote(arguments[0])}",
            _ => $"command: [{string.Join(", ", arguments.Select(Quote))}]",
        };
        return secret.Version == 0 ? $"{{ {place} }}" : string.Create(CultureInfo.InvariantCulture, $"{{ {place}, version: {secret.Version} }}");
    }

    // Inside brackets a comma or a bracket ends a plain scalar; none of them is plain-safe, so nothing more is needed than at top level.
    private static string InFlow(Value value) => Flow(value);
}
