using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Values;

namespace XmppDesiredState.Desired;

/// <summary>A provider instance: its name, type and options in canonical form.</summary>
/// <param name="Folder">Absolute path of the folder that holds the declaring file.</param>
public sealed record ProviderDeclaration(string Name, string Type, ImmutableSortedDictionary<string, Value> Options, string Folder, SourceSpan Where)
{
    public ImmutableSortedDictionary<string, SourceSpan> Spans { get; init; } = ImmutableSortedDictionary.Create<string, SourceSpan>(StringComparer.Ordinal);
}
