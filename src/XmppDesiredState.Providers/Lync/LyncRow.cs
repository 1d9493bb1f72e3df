using System.Collections.Immutable;

namespace XmppDesiredState.Providers.Lync;

/// <summary>One object that a Get- cmdlet reported, its values as <see cref="LyncProperty"/> writes them.</summary>
/// <param name="Identity">As reported; empty where the object has none.</param>
/// <param name="Values">By native name; a property that the object does not have has no entry.</param>
internal sealed record LyncRow(string Identity, ImmutableSortedDictionary<string, string> Values)
{
    /// <summary>Empty where it is missing.</summary>
    public string this[string name] => Values.GetValueOrDefault(name, "");
}
