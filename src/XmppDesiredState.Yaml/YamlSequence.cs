using System.Collections.Immutable;

namespace XmppDesiredState.Yaml;

public sealed class YamlSequence(ImmutableArray<YamlNode> items, bool isFlow, string file, int line, int column, int endLine, int endColumn)
    : YamlNode(file, line, column, endLine, endColumn)
{
    public ImmutableArray<YamlNode> Items => items;

    /// <summary>Written as <c>[ … ]</c>.</summary>
    public bool IsFlow => isFlow;
}
