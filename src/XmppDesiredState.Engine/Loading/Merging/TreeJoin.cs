using XmppDesiredState.Diagnostics;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading.Merging;

/// <summary>
/// Several files as one: lists of the document and of its sections are joined, any other key may stand in several files only with the
/// same value. The order of the files means nothing.
/// </summary>
internal sealed class TreeJoin(ICollection<Diagnostic> findings)
{
    // The document, its sections; deeper a value is one value.
    private const int Levels = 2;

    public YamlMapping Join(IReadOnlyList<YamlMapping> roots) => roots.Count switch
    {
        0 => new YamlMapping([], isFlow: false, "", 1, 1, 1, 1),
        1 => roots[0],
        _ => Maps([.. roots], Levels),
    };

    private YamlMapping Maps(List<YamlMapping> maps, int levels)
    {
        var groups = new Dictionary<string, (YamlScalar Key, List<YamlNode> Values)>(StringComparer.Ordinal);
        var order = new List<string>();
        foreach (var (key, value) in maps.SelectMany(map => map.Entries))
        {
            if (!groups.TryGetValue(key.Text, out var group))
            {
                groups[key.Text] = group = (key, []);
                order.Add(key.Text);
            }

            group.Values.Add(value);
        }

        var first = maps[0];
        return new YamlMapping([.. order.Select(name => (groups[name].Key, Values(name, groups[name].Values, levels)))],
            first.IsFlow, first.File, first.Line, first.Column, first.EndLine, first.EndColumn);
    }

    private YamlNode Values(string name, List<YamlNode> values, int levels)
    {
        if (values.Count == 1) return values[0];
        if (values.TrueForAll(value => value is YamlSequence))
        {
            var first = (YamlSequence)values[0];
            return new YamlSequence([.. values.SelectMany(value => ((YamlSequence)value).Items)], first.IsFlow, first.File, first.Line, first.Column, first.EndLine, first.EndColumn);
        }

        // An empty section beside a full one adds nothing.
        var full = values.FindAll(value => !Binding.ValueReader.IsNull(value));
        if (levels > 1 && full.Count > 0 && full.TrueForAll(value => value is YamlMapping)) return Maps(full.ConvertAll(value => (YamlMapping)value), levels - 1);

        var meaning = YamlValues.ToValue(values[0]);
        foreach (var other in values.Skip(1).Where(other => !YamlValues.ToValue(other).Equals(meaning)))
        {
            findings.Add(LoadDiagnostics.KeyConflict.At(other.Span, $"'{name}' has another value here than in {values[0].File}, line {values[0].Line}.", "Keep one of the two, or change the value in an overlay.") with
            {
                Related = values[0].Span,
            });
        }

        return values[0];
    }
}
