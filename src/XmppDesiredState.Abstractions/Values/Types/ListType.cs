using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace XmppDesiredState.Values.Types;

/// <summary>A list whose order matters.</summary>
public sealed class ListType<T>(FieldType<T> items, int maximumCount = 100_000) : FieldType<ImmutableArray<T>>, IListType
{
    public FieldType ItemType => items;

    public bool IsSet => false;

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

    public override Value Write(ImmutableArray<T> value) =>
        value.IsDefaultOrEmpty ? Value.Cleared.Instance : new Value.List([.. value.Select(items.Write)]);

    public override string Show(Value canonical) => ListReading.Show(canonical, items);
}
