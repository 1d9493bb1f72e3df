using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace XmppDesiredState.Values.Types;

/// <summary>A list whose order and repetitions mean nothing. The canonical form is sorted by the items' text, without repetition.</summary>
public sealed class SetType<T>(FieldType<T> items, int maximumCount = 100_000) : FieldType<ImmutableArray<T>>, IListType
{
    public FieldType ItemType => items;

    public bool IsSet => true;

    public override string Description => $"a list, each item {items.Description}";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out ImmutableArray<T> result, [NotNullWhen(false)] out Problem? problem)
    {
        result = [];
        if (raw is not Value.List list)
        {
            problem = Expected(raw);
            return false;
        }

        return ListReading.TryRead(list, items, maximumCount, out result, out problem);
    }

    public override Value Write(ImmutableArray<T> value)
    {
        if (value.IsDefaultOrEmpty) return Value.Cleared.Instance;
        if (value.Length == 1) return new Value.List([items.Write(value[0])]);
        // Different items can look alike, so repetition is told by value and not by neighbourhood.
        return new Value.List([.. value.Select(items.Write).Distinct().OrderBy(items.Show, StringComparer.Ordinal)]);
    }

    public override string Show(Value canonical) => ListReading.Show(canonical, items);
}
