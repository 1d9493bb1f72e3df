using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Loading.Layout;

/// <summary>A text, a number or a flag.</summary>
internal sealed record VariableValue(Value Content);
