using System.Collections.Immutable;
using System.Globalization;
using XmppDesiredState.Values;

namespace XmppDesiredState.Yaml;

/// <summary>
/// What a node means before a field's type is asked. Strict YAML 1.2 core: plain <c>true</c> and <c>false</c> are flags, plain decimal
/// numbers without leading zeros are numbers, plain <c>null</c>, <c>~</c> and nothing are empty, everything else is text; our own word
/// <c>default</c>, plain, asks for the back end's default.
/// </summary>
public static class YamlValues
{
    /// <summary>Whether the node is empty: <c>key:</c>, <c>null</c> or <c>~</c>.</summary>
    public static bool IsEmpty(YamlNode node) => node is YamlScalar { IsPlain: true, Text: "" or "~" or "null" };

    /// <summary>Whether the node asks for the back end's default.</summary>
    public static bool IsDefault(YamlNode node) => node is YamlScalar { IsPlain: true, Text: "default" };

    public static Value ToValue(YamlNode node) => node switch
    {
        YamlScalar scalar => ToValue(scalar),
        YamlSequence sequence => sequence.Items.IsEmpty ? Value.Cleared.Instance : new Value.List([.. sequence.Items.Select(ToValue)]),
        YamlMapping mapping => new Value.Map(mapping.Entries.ToImmutableSortedDictionary(entry => entry.Key.Text, entry => ToValue(entry.Value), StringComparer.Ordinal)),
        _ => throw new InvalidOperationException($"No value for {node.GetType().Name}."),
    };

    public static Value ToValue(YamlScalar scalar)
    {
        if (!scalar.IsPlain) return new Value.Text(scalar.Text);
        return scalar.Text switch
        {
            "" or "~" or "null" => Value.Cleared.Instance,
            "true" => new Value.Flag(true),
            "false" => new Value.Flag(false),
            "default" => Value.Default.Instance,
            var text when IsNumber(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => new Value.Number(number),
            var text => new Value.Text(text),
        };
    }

    // -?(0|[1-9][0-9]*): 010 is octal to some readers and ten to others, so it is no number here.
    private static bool IsNumber(string text)
    {
        var digits = text.AsSpan(text[0] == '-' ? 1 : 0);
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9') && (digits[0] != '0' || digits.Length == 1);
    }
}
