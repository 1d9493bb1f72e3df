using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Desired;

/// <summary>A resource as a state file declares it, on one provider.</summary>
/// <param name="Resource">Canonical values; <see cref="Value.Default"/> is already resolved, steering attributes included.</param>
/// <param name="Provider">Name of the provider instance.</param>
/// <param name="Where">The entry.</param>
public sealed record Declared(Resource Resource, string Provider, SourceSpan Where)
{
    private static readonly ImmutableSortedDictionary<string, UnsupportedPolicy> NoPolicies = ImmutableSortedDictionary.Create<string, UnsupportedPolicy>(StringComparer.Ordinal);

    public Address Address => new(Resource.Id, Provider);

    /// <summary><c>protect: true</c>: never deleted, also when the entry leaves the file.</summary>
    public bool Protect { get; init; }

    /// <summary><c>absent: true</c>: must not exist. Needs no run store.</summary>
    public bool Absent { get; init; }

    /// <summary>Why it is absent, or as it is.</summary>
    public string? Reason { get; init; }

    /// <summary>Where each attribute stands, by name; an attribute that a default supplied has none.</summary>
    public FieldSpans Spans { get; init; } = FieldSpans.None;

    public ImmutableArray<Acceptance> Accept { get; init; } = [];

    /// <summary>What to do about attributes the back end does not have, by name; without an entry it is an error.</summary>
    public ImmutableSortedDictionary<string, UnsupportedPolicy> Unsupported { get; init; } = NoPolicies;

    /// <summary>The same entry with other values, itself where they are its own.</summary>
    public Declared With(Resource resource) => ReferenceEquals(resource, Resource) ? this : this with { Resource = resource };

    /// <summary>The attribute's place, else the entry's.</summary>
    public SourceSpan At(Field field) => Spans[field.Name] ?? Where;
}
