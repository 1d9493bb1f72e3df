namespace XmppDesiredState.Providers.Lync;

/// <summary>A named parameter of a cmdlet.</summary>
/// <param name="Name">A constant of ours, as documented, without the hyphen.</param>
internal readonly record struct LyncParameter(string Name, LyncArgument Argument);
