using System.Collections.Immutable;

namespace XmppDesiredState.PowerShell;

/// <summary>What a call gave. Errors do not hide output: a script can have both.</summary>
/// <param name="Output">Null, primitives, <see cref="ClixmlObject"/>, <see cref="ImmutableArray{T}"/> of these or dictionaries of these by text.</param>
public sealed record PowerShellAnswer(ImmutableArray<object?> Output, ImmutableArray<PowerShellError> Errors, ImmutableArray<string> Warnings);
