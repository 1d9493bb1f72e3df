namespace XmppDesiredState.Engine.Loading.Layout;

/// <summary>What a variable holds.</summary>
internal enum VariableType
{
    Text,
    Number,
    Flag,
}
