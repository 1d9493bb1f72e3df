using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Engine.Loading.Layout.Types;

/// <summary>One value, or a list of several.</summary>
internal sealed class OneOrMoreType<T>(FieldType<T> item) : FieldType<ImmutableArray<T>>, IUnionType
{
    private readonly ListType<T> list = new(item);

    public ImmutableArray<FieldType> Alternatives => [item, list];

    public override string Description => $"{item.Description}, or a list of them";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out ImmutableArray<T> result, [NotNullWhen(false)] out Problem? problem)
    {
        result = [];
        if (raw is Value.List) return list.TryRead(raw, out result, out problem);
        if (!item.TryRead(raw, out T? one, out problem)) return false;
        result = [one];
        return true;
    }

    public override Value Write(ImmutableArray<T> value) => list.Write(value);

    public override string Show(Value canonical) => list.Show(canonical);
}
