using XmppDesiredState.Engine.Loading.Layout;
using XmppDesiredState.Values;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading.Merging;

/// <summary>What makes two entries of a list the same one, before they are read.</summary>
internal static class EntryIdentity
{
    /// <summary>The name within the section in canonical form; null when the entry has none that could be understood.</summary>
    public static string? Of(SectionLayout section, YamlNode entry)
    {
        if (entry is not YamlMapping mapping) return null;
        var keys = new string?[section.Keys.Length];
        for (var index = 0; index < keys.Length; index++)
        {
            var field = section.Keys[index];
            if (mapping[field.Name] is not YamlScalar scalar) continue;
            if (!field.TryRead(new Value.Text(scalar.Text), out var canonical, out _)) return null;
            keys[index] = ((Value.Text)canonical).Content;
        }

        return section.IsList && keys[0] is null ? null : section.Name(keys);
    }
}
