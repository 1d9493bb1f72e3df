using System.Collections.Immutable;

namespace XmppDesiredState.Yaml;

/// <summary>Entries in the order of the file; a key stands once.</summary>
public sealed class YamlMapping(ImmutableArray<(YamlScalar Key, YamlNode Value)> entries, bool isFlow, string file, int line, int column, int endLine, int endColumn)
    : YamlNode(file, line, column, endLine, endColumn)
{
    public ImmutableArray<(YamlScalar Key, YamlNode Value)> Entries => entries;

    /// <summary>Written as <c>{ … }</c>.</summary>
    public bool IsFlow => isFlow;

    public YamlNode? this[string key]
    {
        get
        {
            foreach (var entry in entries)
            {
                if (entry.Key.Text == key) return entry.Value;
            }

            return null;
        }
    }
}
