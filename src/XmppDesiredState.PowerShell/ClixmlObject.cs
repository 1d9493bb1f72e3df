using System.Collections.Immutable;

namespace XmppDesiredState.PowerShell;

/// <summary>An object as PowerShell's serialiser reports it ([MS-PSRP] 2.2.5).</summary>
/// <param name="TypeNames">Most derived first; through a remote session each begins with <c>Deserialized.</c></param>
/// <param name="Text">What <c>ToString()</c> gave there; for an enumeration its name.</param>
/// <param name="Properties">By name, whose case does not matter.</param>
/// <param name="Base">The value of a wrapped primitive: of an enumeration its number.</param>
public sealed record ClixmlObject(ImmutableArray<string> TypeNames, string? Text, ImmutableDictionary<string, object?> Properties, object? Base)
{
    public object? this[string property] => Properties.GetValueOrDefault(property);
}
