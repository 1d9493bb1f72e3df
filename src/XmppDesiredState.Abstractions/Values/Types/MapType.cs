using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace XmppDesiredState.Values.Types;

/// <summary>A map from names the author chooses to values of one type.</summary>
public sealed class MapType<T>(string keyDescription, FieldType<T> values) : FieldType<ImmutableSortedDictionary<string, T>>, IMapType
{
    public FieldType ValueType => values;

    public override string Description => $"a map from {keyDescription} to {values.Description}";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out ImmutableSortedDictionary<string, T>? result, [NotNullWhen(false)] out Problem? problem)
    {
        result = null;
        problem = null;
        if (raw is not Value.Map map)
        {
            problem = Expected(raw);
            return false;
        }

        var read = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Items)
        {
            if (!values.TryRead(value, out T? item, out problem))
            {
                problem = problem.Under(key);
                return false;
            }

            read[key] = item;
        }

        result = read.ToImmutable();
        return true;
    }

    public override Value Write(ImmutableSortedDictionary<string, T> value) => value.IsEmpty ? Value.Cleared.Instance
        : new Value.Map(value.ToImmutableSortedDictionary(item => item.Key, item => values.Write(item.Value), StringComparer.Ordinal));

    public override string Show(Value canonical) => canonical is not Value.Map map ? "" : string.Join(", ",
        map.Items.Select(item => $"{item.Key} {values.Show(item.Value)}"));
}
