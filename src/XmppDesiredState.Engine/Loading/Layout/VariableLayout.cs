using XmppDesiredState.Engine.Loading.Layout.Types;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Engine.Loading.Layout;

/// <summary>An entry of <c>variables</c>.</summary>
internal static class VariableLayout
{
    public static readonly Field<VariableType> TypeField = new("type",
        new ChoiceType<VariableType>(("string", VariableType.Text), ("number", VariableType.Number), ("flag", VariableType.Flag)), Traits.Required, "string, number or flag.");

    public static readonly Field<VariableValue> Default = new("default", VariableValueType.Instance, Traits.None, "Its value unless --var or --var-file gives one.");
    public static readonly Field<string> Description = new("description", TextType.Instance, Traits.None, "What it is for.");

    public static ObjectType Type { get; } = new("a variable", TypeField, Default, Description);
}
