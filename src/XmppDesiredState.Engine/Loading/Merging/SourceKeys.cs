using System.Collections.Frozen;
using XmppDesiredState.Engine.Loading.Files;
using XmppDesiredState.Engine.Loading.Layout;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading.Merging;

/// <summary>The keys of a file that take part in joining: not those that say how the file itself is read, and not unknown ones.</summary>
internal static class SourceKeys
{
    private static readonly FrozenSet<string> OfConnections = FrozenSet.Create(StringComparer.Ordinal, "providers", StateFileLayout.RunStore.Name);

    private static readonly FrozenSet<string> OfFederation = OfConnections.Union(
    [
        StateFileLayout.Name.Name, StateFileLayout.Gateway.Name, StateFileLayout.Maintenance.Name,
        StateFileLayout.Acknowledged.Name, StateFileLayout.Drift.Name, StateFileLayout.Guards.Name,
        .. SectionLayout.All.Select(section => section.Key),
    ]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> OfOverlay = OfFederation.Append(StateFileLayout.Remove.Name).ToFrozenSet(StringComparer.Ordinal);

    public static YamlMapping Content(SourceFile file)
    {
        var wanted = file.Kind switch
        {
            FileKind.Overlay => OfOverlay,
            FileKind.Connections => OfConnections,
            _ => OfFederation,
        };
        return Only(file.Root, wanted.Contains);
    }

    public static YamlMapping Only(YamlMapping map, Func<string, bool> isWanted) =>
        new(map.Entries.RemoveAll(entry => !isWanted(entry.Key.Text)), map.IsFlow, map.File, map.Line, map.Column, map.EndLine, map.EndColumn);
}
