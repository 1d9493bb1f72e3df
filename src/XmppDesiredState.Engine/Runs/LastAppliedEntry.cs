using System.Collections.Immutable;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Runs;

/// <summary>One resource that is ours.</summary>
/// <param name="Resource">The managed values as last applied, normalised; empty while a create was begun and not finished.</param>
/// <param name="Protect">It was protected: a guard that survives the deletion of the entry.</param>
/// <param name="WriteOnly">By attribute: fingerprint of the reference and version of a write-only secret that was written.</param>
public sealed record LastAppliedEntry(Resource Resource, bool Protect, ImmutableSortedDictionary<string, string> WriteOnly)
{
    public static readonly ImmutableSortedDictionary<string, string> NothingWritten = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public bool Equals(LastAppliedEntry? other) => other is not null && Resource == other.Resource && Protect == other.Protect
        && (ReferenceEquals(WriteOnly, other.WriteOnly) || WriteOnly.SequenceEqual(other.WriteOnly));

    public override int GetHashCode() => HashCode.Combine(Resource, Protect, WriteOnly.Count);
}
