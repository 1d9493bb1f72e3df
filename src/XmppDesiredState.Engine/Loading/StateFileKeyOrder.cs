using System.Collections.Immutable;
using XmppDesiredState.Engine.Loading.Layout;
using XmppDesiredState.Engine.Loading.Layout.Types;
using XmppDesiredState.Providers;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Engine.Loading;

/// <summary>The canonical order of keys at each place of a state file.</summary>
public sealed class StateFileKeyOrder
{
    private readonly ImmutableArray<FieldType> documents;

    public StateFileKeyOrder(ImmutableArray<IProviderFactory> factories)
    {
        var layout = new StateFileLayout(factories);
        documents = [layout.Federation, layout.Overlay];
    }

    /// <summary>The known keys in their order; empty where names are free or the place is unknown.</summary>
    /// <param name="path">Keys from the document inward; <c>[]</c> stands for an item of a list.</param>
    public ImmutableArray<string> KeysAt(ImmutableArray<string> path)
    {
        IEnumerable<FieldType> places = documents;
        foreach (var step in path) places = places.SelectMany(place => Inside(place, step)).ToList();
        return [.. places.SelectMany(Keys).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Keys(FieldType type) => type switch
    {
        ObjectType map => map.Fields.Select(field => field.Name),
        VariantType variant => variant.Variants.SelectMany(one => Keys(one.Type)),
        IUnionType union => union.Alternatives.SelectMany(Keys),
        SecretType => ["env", "file", "command", "version"],
        _ => [],
    };

    private static IEnumerable<FieldType> Inside(FieldType type, string step) => type switch
    {
        ObjectType map => map.Fields.Where(field => field.Name == step).Select(field => field.UntypedType),
        VariantType variant => variant.Variants.SelectMany(one => Inside(one.Type, step)),
        IMapType map => [map.ValueType],
        IListType list when step == "[]" => [list.ItemType],
        IUnionType union => union.Alternatives.SelectMany(alternative => Inside(alternative, step)),
        _ => [],
    };
}
