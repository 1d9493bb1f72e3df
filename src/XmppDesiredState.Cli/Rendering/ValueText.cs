using XmppDesiredState.Values;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>A value of which no field is known, on one line.</summary>
internal static class ValueText
{
    public static string Of(Value value) => value switch
    {
        Value.Text text => text.Content,
        Value.Number number => number.Content.ToString(),
        Value.Flag flag => flag.Content ? "true" : "false",
        Value.List list => $"[{string.Join(", ", list.Items.Select(Of))}]",
        Value.Map map => $"{{ {string.Join(", ", map.Items.Select(item => $"{item.Key}: {Of(item.Value)}"))} }}",
        Value.Secret => "(secret)",
        Value.Later later => $"(known after step {later.Step})",
        Value.Default => "default",
        _ => "(empty)",
    };
}
