using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Loading.Layout;
using XmppDesiredState.Engine.Loading.Layout.Types;
using XmppDesiredState.Values;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading.Merging;

/// <summary>Applies an overlay: maps merge, entries of a section's list merge by their key, everything else is replaced.</summary>
internal sealed class TreeOverlay(ICollection<Diagnostic> findings)
{
    private static readonly ImmutableDictionary<string, SectionLayout> Lists =
        SectionLayout.All.Where(section => section.IsList).ToImmutableDictionary(section => section.Key, StringComparer.Ordinal);

    public YamlMapping Apply(YamlMapping root, YamlMapping overlay)
    {
        if (overlay["name"] is null || Binding.ValueReader.IsNull(overlay["name"]!))
            findings.Add(LoadDiagnostics.UnnamedOverlay.At(new SourceSpan(overlay.File, 1, 1, 1, 1), "The overlay does not set name.", "Add the name of the deployment it makes: name: contoso-test."));
        return Merge(Remove(root, overlay), Without(overlay, "remove"));
    }

    /// <summary>The merge alone, of two documents.</summary>
    public YamlMapping Merge(YamlMapping under, YamlMapping over) => Merge(under, over, section: null, isDocument: true);

    private YamlMapping Merge(YamlMapping under, YamlMapping over, SectionLayout? section, bool isDocument = false)
    {
        var entries = under.Entries.ToBuilder();
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < entries.Count; index++) positions[entries[index].Key.Text] = index;
        foreach (var (key, value) in over.Entries)
        {
            if (!positions.TryGetValue(key.Text, out var at)) entries.Add((key, value));
            else entries[at] = (key, Value(key.Text, entries[at].Value, value, section, isDocument));
        }

        return Rebuild(under, entries.DrainToImmutable());
    }

    private YamlNode Value(string key, YamlNode under, YamlNode over, SectionLayout? section, bool isDocument)
    {
        if (under is YamlSequence known && over is YamlSequence more)
        {
            if (section is not null && key == SectionLayout.ListName) return Entries(known, more, entry => EntryIdentity.Of(section, entry));
            if (isDocument && key == StateFileLayout.Acknowledged.Name) return Entries(known, more, AcknowledgedAddress);
        }

        return under is YamlMapping map && over is YamlMapping changes ? Merge(map, changes, isDocument ? Lists.GetValueOrDefault(key) : null) : over;
    }

    private YamlSequence Entries(YamlSequence under, YamlSequence over, Func<YamlNode, string?> identity)
    {
        var items = under.Items.ToBuilder();
        var places = Enumerable.Range(0, items.Count).Where(index => identity(items[index]) is not null).ToLookup(index => identity(items[index])!, StringComparer.Ordinal);
        foreach (var item in over.Items)
        {
            int[] same = identity(item) is { } name ? [.. places[name]] : [];
            if (same.Length > 1) same = [.. same.Where(index => HasSameProvider(items[index], item))];
            switch (same)
            {
                case [var at]:
                    items[at] = Merge((YamlMapping)items[at], (YamlMapping)item, section: null);
                    break;
                case [] when identity(item) is not { } known || !places.Contains(known):
                    items.Add(item);
                    break;
                default:
                    findings.Add(LoadDiagnostics.AmbiguousEntry.At(item.Span, $"'{identity(item)}' is declared by several entries.", "Give provider here as one of them does."));
                    break;
            }
        }

        return new YamlSequence(items.DrainToImmutable(), under.IsFlow, under.File, under.Line, under.Column, under.EndLine, under.EndColumn);
    }

    private YamlMapping Remove(YamlMapping root, YamlMapping overlay)
    {
        if (overlay["remove"] is not YamlSequence remove) return root;
        foreach (var id in remove.Items.OfType<YamlScalar>())
        {
            // What is no address is reported when the overlay's own keys are read.
            if (!AddressType.Instance.TryRead(new Value.Text(id.Text), out (Resources.ResourceId Id, string? Provider) address, out _)) continue;
            if (Remove(root, SectionLayout.Of(address.Id.Kind), address.Id.Name, address.Provider) is { } smaller)
                root = smaller;
            else
                findings.Add(LoadDiagnostics.NothingToRemove.At(id.Span, $"Nothing declares '{id.Text}'.", "Check the id, or leave it out."));
        }

        return root;
    }

    private static YamlMapping? Remove(YamlMapping root, SectionLayout section, string name, string? provider)
    {
        if (root[section.Key] is not YamlMapping map) return null;
        if (!section.IsList) return Without(root, section.Key);
        if (map[SectionLayout.ListName] is not YamlSequence list) return null;
        var kept = list.Items.RemoveAll(entry => EntryIdentity.Of(section, entry) == name && (provider is null || Providers(entry, map).SequenceEqual([provider], StringComparer.Ordinal)));
        if (kept.Length == list.Items.Length) return null;
        var shorter = new YamlSequence(kept, list.IsFlow, list.File, list.Line, list.Column, list.EndLine, list.EndColumn);
        return With(root, section.Key, With(map, SectionLayout.ListName, shorter));
    }

    private static string[] Providers(YamlNode entry, YamlMapping section) =>
        ((entry as YamlMapping)?["provider"] ?? section["provider"]) switch
        {
            YamlScalar one => [one.Text],
            YamlSequence several => [.. several.Items.OfType<YamlScalar>().Select(item => item.Text)],
            _ => [],
        };

    private static bool HasSameProvider(YamlNode under, YamlNode over) =>
        under is YamlMapping known && over is YamlMapping changed && known["provider"] is { } first && changed["provider"] is { } second
        && YamlValues.ToValue(first).Equals(YamlValues.ToValue(second));

    private static string? AcknowledgedAddress(YamlNode entry) =>
        entry is YamlMapping mapping && mapping["address"] is YamlScalar address
        && AddressType.Instance.TryRead(new Value.Text(address.Text), out Value? canonical, out _) ? AddressType.Instance.Show(canonical) : null;

    private static YamlMapping Without(YamlMapping map, string key) => Rebuild(map, map.Entries.RemoveAll(entry => entry.Key.Text == key));

    private static YamlMapping With(YamlMapping map, string key, YamlNode value) =>
        Rebuild(map, [.. map.Entries.Select(entry => entry.Key.Text == key ? (entry.Key, value) : entry)]);

    private static YamlMapping Rebuild(YamlMapping map, ImmutableArray<(YamlScalar Key, YamlNode Value)> entries) =>
        new(entries, map.IsFlow, map.File, map.Line, map.Column, map.EndLine, map.EndColumn);
}
