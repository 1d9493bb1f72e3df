using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using XmppDesiredState.Values;

namespace XmppDesiredState.Resources;

/// <summary>
/// One type for all seven kinds. Values are canonical. A missing attribute is "not managed" (desired) or "not reported" (observed);
/// an attribute that is empty on the live system is reported as <see cref="Value.Cleared"/>.
/// </summary>
public sealed record Resource(ResourceId Id, ImmutableSortedDictionary<string, Value> Attributes)
{
    public Resource(ResourceId id) : this(id, Value.Map.NoItems)
    {
    }

    public Value? this[Field field] => Attributes.GetValueOrDefault(field.Name);

    /// <summary>False when the attribute is missing, empty, or known only later.</summary>
    public bool TryGet<T>(Field<T> field, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        return Attributes.TryGetValue(field.Name, out var raw)
            && raw is not (Value.Cleared or Value.Default or Value.Later)
            && field.Type.TryRead(raw, out value, out _);
    }

    public T? Get<T>(Field<T> field) => TryGet(field, out var value) ? value : default;

    public Resource With<T>(Field<T> field, T value) => With(field.Name, field.Type.Write(value));

    public Resource With(string name, Value value) => this with { Attributes = Attributes.SetItem(name, value) };

    public Resource Without(Field field) => this with { Attributes = Attributes.Remove(field.Name) };

    /// <summary>The same without the attributes that have one of these traits; itself where it has none such.</summary>
    public Resource Without(Traits traits)
    {
        var attributes = Attributes;
        foreach (var field in Id.Kind.Fields)
        {
            if (field.Is(traits)) attributes = attributes.Remove(field.Name);
        }

        return ReferenceEquals(attributes, Attributes) ? this : this with { Attributes = attributes };
    }

    public bool Equals(Resource? other) => other is not null && Id == other.Id
        && (ReferenceEquals(Attributes, other.Attributes) || new Value.Map(Attributes).Equals(new Value.Map(other.Attributes)));

    public override int GetHashCode() => HashCode.Combine(Id, new Value.Map(Attributes));
}
