using System.Diagnostics.CodeAnalysis;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Loading.Layout.Types;

/// <summary>A text, a number or a flag: what a variable can hold.</summary>
internal sealed class VariableValueType : FieldType<VariableValue>
{
    public static readonly VariableValueType Instance = new();

    public override string Description => "a text, a number or a flag";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out VariableValue? result, [NotNullWhen(false)] out Problem? problem)
    {
        result = raw is Value.Text or Value.Number or Value.Flag ? new VariableValue(raw) : null;
        problem = result is null ? Expected(raw) : null;
        return problem is null;
    }

    public override Value Write(VariableValue value) => value.Content;

    public override string Show(Value canonical) => canonical switch
    {
        Value.Text text => text.Content,
        Value.Number number => $"{number.Content}",
        Value.Flag flag => flag.Content ? "true" : "false",
        _ => "",
    };
}
