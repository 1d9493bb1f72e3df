using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Loading;
using XmppDesiredState.Engine.Loading.Files;
using XmppDesiredState.Engine.Loading.Layout;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Export;

/// <summary>Writes exported declarations as state files, in the canonical form that <c>fmt</c> brings files into.</summary>
public sealed class StateFileWriter(ImmutableArray<IProviderFactory> factories)
{
    // No attribute of a resource that is shown alone is a path.
    private static readonly AuthorForm AsWritten = new(path => path);

    private readonly StateFileLayout layout = new(factories);
    private readonly StateFileKeyOrder order = new(factories);

    /// <param name="folder">Absolute path of the folder that the file will stand in.</param>
    /// <param name="home">What <c>~/</c> in a path stands for.</param>
    public string Write(ExportedState state, string folder, string? home) => Text(state, Sections(state, folder, home));

    /// <summary>One file for each section, by name; together they say what the one file says.</summary>
    /// <inheritdoc cref="Write"/>
    public ImmutableArray<(string Name, string Text)> WriteSplit(ExportedState state, string folder, string? home) =>
        [.. Sections(state, folder, home).Select(section => (FileName(section.Key), Text(state, [section])))];

    /// <summary>One entry of a list, as it stands in a file under <c>list:</c>.</summary>
    /// <param name="provider">Null: the section's own.</param>
    internal string Item(Declared declared, string? provider)
    {
        var section = SectionLayout.Of(declared.Resource.Id.Kind);
        var entry = Entry(section, declared, AsWritten);
        return Item(section, provider is null ? entry : entry.SetItem(EntryKeys.Provider.Name, new Value.Text(provider)));
    }

    /// <summary>The entry that says that it must not be there; null where no entry can have its name.</summary>
    /// <inheritdoc cref="Item(Declared, string?)"/>
    internal string? Absent(ResourceId id, string? provider)
    {
        if (EntryName.Keys(id) is not { Length: > 0 } keys) return null;
        var entry = Value.Map.NoItems.AddRange(keys.Select(key => KeyValuePair.Create(key.Key.Name, AsWritten.Of(key.Key.UntypedType, new Value.Text(key.Text))))).Add(EntryKeys.Absent.Name, new Value.Flag(true));
        return Item(SectionLayout.Of(id.Kind), provider is null ? entry : entry.SetItem(EntryKeys.Provider.Name, new Value.Text(provider)));
    }

    /// <summary>Attributes of an entry, one below the other.</summary>
    internal string Attributes(Resource resource)
    {
        var yaml = new YamlWriter();
        var section = SectionLayout.Of(resource.Id.Kind);
        foreach (var field in section.Attributes.Where(field => resource[field] is not null))
        {
            var value = resource[field]!;
            WriteEntry(yaml, field.Name, value is Value.Cleared ? value : AsWritten.Of(field.UntypedType, value), [.. PathOf(section), field.Name]);
        }

        return yaml.ToString();
    }

    private string Item(SectionLayout section, ImmutableSortedDictionary<string, Value> entry) =>
        new YamlWriter().Item(inner => WriteEntries(inner, new Value.Map(entry), PathOf(section), order.KeysAt(PathOf(section)))).ToString();

    private static ImmutableArray<string> PathOf(SectionLayout section) => section.IsList ? [section.Key, SectionLayout.ListName, "[]"] : [section.Key];

    private List<KeyValuePair<string, Value>> Sections(ExportedState state, string folder, string? home)
    {
        var form = new AuthorForm(new FilePaths(state.Provider.Folder, folder, home).Write);
        var options = new Value.Map(state.Provider.Options.SetItem("type", new Value.Text(state.Provider.Type)));
        var sections = new List<KeyValuePair<string, Value>>
        {
            KeyValuePair.Create(layout.Providers.Name, (Value)new Value.Map(Value.Map.NoItems.Add(state.Provider.Name, form.Of(layout.Provider, options)))),
        };
        foreach (var section in SectionLayout.All)
        {
            var declared = state.Resources.Where(resource => resource.Resource.Id.Kind == section.Kind).ToList();
            if (declared.Count > 0) sections.Add(KeyValuePair.Create(section.Key, (Value)Section(section, declared, form)));
        }

        var acknowledged = state.LeftOut.Where(left => left.IsAcknowledged).Select(left => (Value)Acknowledgement(state, left)).ToImmutableArray();
        if (acknowledged.Length > 0) sections.Add(KeyValuePair.Create(StateFileLayout.Acknowledged.Name, (Value)new Value.List(acknowledged)));
        return sections;
    }

    private static Value.Map Section(SectionLayout section, List<Declared> declared, AuthorForm form)
    {
        var provider = new Value.Text(declared[0].Provider);
        if (!section.IsList) return new Value.Map(Entry(section, declared[0], form).SetItem("provider", provider));
        var entries = declared.Select(one => (Value)new Value.Map(Entry(section, one, form))).ToImmutableArray();
        return new Value.Map(Value.Map.NoItems.Add("provider", provider).Add(SectionLayout.ListName, new Value.List(entries)));
    }

    private static ImmutableSortedDictionary<string, Value> Entry(SectionLayout section, Declared declared, AuthorForm form)
    {
        var entry = Value.Map.NoItems.ToBuilder();
        foreach (var (key, text) in EntryName.Keys(declared.Resource.Id)!.Value) entry[key.Name] = form.Of(key.UntypedType, new Value.Text(text));
        foreach (var field in section.Attributes)
        {
            if (declared.Resource[field] is { } value) entry[field.Name] = form.Of(field.UntypedType, value);
        }

        if (!declared.Accept.IsEmpty) entry[EntryKeys.Accept.Name] = new Value.List([.. declared.Accept.Select(Acceptance)]);
        return entry.ToImmutable();
    }

    private static Value Acceptance(Acceptance accepted) =>
        new Value.Map(Value.Map.NoItems.Add(EntryKeys.Code.Name, new Value.Text(accepted.Code)).Add(EntryKeys.AcceptReason.Name, new Value.Text(accepted.Reason)));

    private static Value.Map Acknowledgement(ExportedState state, LeftOut left) => new(Value.Map.NoItems
        .Add(StateFileLayout.Address.Name, new Value.Text(new Address(left.Id, state.Provider.Name).ToString()))
        .Add(EntryKeys.AcceptReason.Name, new Value.Text($"as exported on {state.Date:yyyy-MM-dd}; no file can declare its {left.Attribute?.Name ?? "name"}")));

    private string Text(ExportedState state, List<KeyValuePair<string, Value>> sections)
    {
        var yaml = new YamlWriter()
            .Comment($"Exported from {state.Provider.Name} ({state.Provider.Type}) on {state.Date:yyyy-MM-dd}. Planned against it, this changes nothing.")
            .Entry(StateFileLayout.ApiVersion.Name, FileHeader.ApiVersion);
        if (state.Name != "default") yaml.Entry(StateFileLayout.Name.Name, state.Name);
        foreach (var section in sections) WriteEntry(yaml.Blank(), section.Key, section.Value, [section.Key]);
        return yaml.ToString();
    }

    private void WriteEntry(YamlWriter yaml, string key, Value value, ImmutableArray<string> path)
    {
        if (value is Value.Map { Items.IsEmpty: false } map) yaml.Map(key, inner => WriteEntries(inner, map, path, order.KeysAt(path)));
        else if (value is Value.List list && list.Items.Any(item => item is Value.Map or Value.List)) yaml.List(key, inner => WriteItems(inner, list, path.Add("[]")));
        else yaml.Entry(key, value);
    }

    private void WriteEntries(YamlWriter yaml, Value.Map map, ImmutableArray<string> path, ImmutableArray<string> known)
    {
        foreach (var (key, value) in map.Items.OrderBy(item => known.IndexOf(item.Key) is >= 0 and var rank ? rank : int.MaxValue)) WriteEntry(yaml, key, value, path.Add(key));
    }

    private void WriteItems(YamlWriter yaml, Value.List list, ImmutableArray<string> path)
    {
        // Once for all items: there may be ten thousand.
        var known = order.KeysAt(path);
        foreach (var item in list.Items)
        {
            if (item is Value.Map { Items.IsEmpty: false } map) yaml.Item(inner => WriteEntries(inner, map, path, known));
            else yaml.Item(item);
        }
    }

    // accessPolicies: access-policies.yaml.
    private static string FileName(string section) => string.Concat(section.Select(letter => char.IsAsciiLetterUpper(letter) ? "-" + char.ToLowerInvariant(letter) : letter.ToString())) + ".yaml";
}
