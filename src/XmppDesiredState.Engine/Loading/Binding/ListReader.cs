using System.Collections.Immutable;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading.Binding;

/// <summary>Lists of maps, item by item.</summary>
internal sealed class ListReader(ValueReader reader)
{
    public IEnumerable<MapReader> Read(MapReader map, Field<ImmutableArray<Value.Map>> field)
    {
        if (map.NodeOf(field) is not { } node || ValueReader.IsNull(node)) yield break;
        if (node is not YamlSequence list)
        {
            reader.Report(LoadDiagnostics.WrongValue.At(node.Span, $"{field.Name} is not a list.", "Begin each item with a hyphen."));
            yield break;
        }

        var type = (ObjectType)((IListType)field.Type).ItemType;
        foreach (var item in list.Items)
        {
            if (MapReader.Open(item, type, reader, type.Description) is { } one) yield return one;
        }
    }
}
