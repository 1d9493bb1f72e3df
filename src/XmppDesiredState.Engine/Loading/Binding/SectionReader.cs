using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Loading.Layout;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading.Binding;

/// <summary>Reads one section into the resources it declares, one for each provider of an entry.</summary>
internal sealed class SectionReader(SectionLayout layout, ValueReader reader, ProviderTable providers, GatewayReading gateway, Dictionary<Address, Declared> declared)
{
    private readonly SortedSet<string> used = new(StringComparer.Ordinal);
    private ImmutableArray<string> sectionProviders = [];
    private EntryValues defaults = EntryValues.None;
    private bool defaultProtect;
    private ImmutableSortedDictionary<string, UnsupportedPolicy> defaultUnsupported = NoPolicies;

    private static readonly ImmutableSortedDictionary<string, UnsupportedPolicy> NoPolicies = ImmutableSortedDictionary.Create<string, UnsupportedPolicy>(StringComparer.Ordinal);

    public Section? Read(YamlNode node, SourceSpan where)
    {
        if (MapReader.Open(node, layout.Type, reader, layout.Key) is not { } section) return null;
        var unlisted = layout.CanBeAbsent ? section.Get(EntryKeys.Unlisted) : layout.IsList ? section.Get(EntryKeys.UnlistedFixed) : UnlistedPolicy.Report;
        var removed = layout.CanBeAbsent ? section.Get(EntryKeys.Removed) : RemovedPolicy.Delete;
        var isEmpty = !layout.IsList && !layout.Attributes.Any(attribute => section.NodeOf(attribute) is not null);
        YamlNode[] entries = layout.IsList ? [.. Items(section)] : [node];
        if (layout.IsList) isEmpty = entries.Length == 0;

        sectionProviders = ReadProviders(section);
        var namesNone = section.NodeOf(EntryKeys.Provider) is null;
        var needsOne = namesNone && (entries.Length == 0 || entries.Any(entry => (entry as YamlMapping)?["provider"] is null));
        if (needsOne && providers.Only(layout.Kind, where, layout.Key) is { } only) sectionProviders = [only];
        used.UnionWith(sectionProviders);

        if (layout.IsList) ReadDefaults(section);
        foreach (var entry in entries)
        {
            if ((layout.IsList ? MapReader.Open(entry, layout.Entry, reader, SubjectOf(entry)) : section) is { } map) ReadEntry(map, layout.IsList ? ReadProviders(map) : []);
        }

        return new Section(layout.Kind, [.. used], unlisted, removed, isEmpty, where);
    }

    private IEnumerable<YamlNode> Items(MapReader section)
    {
        if (section.NodeOf(layout.ListField!) is not { } node || ValueReader.IsNull(node)) return [];
        if (node is YamlSequence list) return list.Items;
        reader.Report(LoadDiagnostics.WrongValue.At(Head(node), $"{layout.Key}.{SectionLayout.ListName} is not a list.", "Begin each entry with a hyphen."));
        return [];
    }

    private void ReadDefaults(MapReader section)
    {
        if (section.Map(layout.DefaultsField!) is not { } map) return;
        defaults = ReadAttributes(map);
        defaultProtect = layout.CanBeAbsent && map.Get(EntryKeys.Protect);
        defaultUnsupported = ReadUnsupported(map);
    }

    private void ReadEntry(MapReader entry, ImmutableArray<string> own)
    {
        var name = ReadName(entry);
        var isAbsent = layout.CanBeAbsent && entry.Get(EntryKeys.Absent);
        var (values, spans) = ReadAttributes(entry);
        var protect = layout.CanBeAbsent && entry.NodeOf(EntryKeys.Protect) is not null ? entry.Get(EntryKeys.Protect) : defaultProtect;
        var reason = entry.Get(EntryKeys.Reason);
        var unsupported = defaultUnsupported.SetItems(ReadUnsupported(entry));
        var accept = ReadAcceptances(entry);
        if (!isAbsent) values = Complete(entry, values);
        if (name is null) return;

        var where = entry.Where.Span;
        foreach (var provider in own.IsEmpty ? sectionProviders : own)
        {
            used.Add(provider);
            var resource = new Resource(new ResourceId(layout.Kind, name), ResolveDefaults(values, spans, provider, where));
            var one = new Declared(resource, provider, where) { Protect = protect, Absent = isAbsent, Reason = reason, Spans = spans, Accept = accept, Unsupported = unsupported };
            if (declared.TryAdd(one.Address, one)) continue;
            var first = declared[one.Address].Where;
            reader.Report(LoadDiagnostics.AddressTwice.At(Head(entry.Where), $"{one.Address} is declared a second time; the first stands in {first.File}, line {first.Line}.", "Remove one of the two.") with
            {
                Related = first,
                Address = one.Address.ToString(),
            });
        }
    }

    private string? ReadName(MapReader entry)
    {
        var keys = new string?[layout.Keys.Length];
        var isGood = true;
        for (var index = 0; index < keys.Length; index++)
        {
            if (entry.NodeOf(layout.Keys[index]) is not { } node) isGood &= !layout.Keys[index].Is(Traits.Required);
            else if (reader.Read(node, layout.Keys[index].UntypedType, layout.Keys[index].Name) is Value.Text text) keys[index] = text.Content;
            else isGood = false;
        }

        return isGood ? layout.Name(keys) : null;
    }

    private EntryValues ReadAttributes(MapReader map)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, Value>(StringComparer.Ordinal);
        var spans = ImmutableArray.CreateBuilder<(string, SourceSpan)>(layout.Attributes.Length);
        foreach (var attribute in layout.Attributes)
        {
            if (map.NodeOf(attribute) is not { } node) continue;
            spans.Add((attribute.Name, node.Span));
            if (YamlValues.IsDefault(node)) values[attribute.Name] = Value.Default.Instance;
            else if (reader.Read(node, attribute.UntypedType, attribute.Name) is { } value) values[attribute.Name] = value;
        }

        return new EntryValues(values.ToImmutable(), new FieldSpans(spans.DrainToImmutable()));
    }

    // The section's defaults under the entry's own values, then what is still missing.
    private ImmutableSortedDictionary<string, Value> Complete(MapReader entry, ImmutableSortedDictionary<string, Value> values)
    {
        foreach (var (key, value) in defaults.Values)
        {
            if (!values.TryGetValue(key, out var own))
            {
                if (entry.NodeOf(layout.Kind.FindField(key)!) is null) values = values.Add(key, value);
            }
            else if (own is Value.Map map && value is Value.Map under && layout.Kind.FindField(key)!.UntypedType is ObjectType)
            {
                values = values.SetItem(key, new Value.Map(under.Items.SetItems(map.Items)));
            }
        }

        foreach (var attribute in layout.Attributes.Where(attribute => attribute.Is(Traits.Required)))
        {
            if (entry.NodeOf(attribute) is { } node)
            {
                if (ValueReader.IsNull(node)) reader.Report(LoadDiagnostics.MissingKey.At(node.Span, $"{attribute.Name} is required and cannot be emptied.", $"Give it a value: {attribute.Summary}"));
            }
            else if (!values.ContainsKey(attribute.Name))
            {
                if (attribute == SrvRecord.Targets) values = DefaultTarget(entry, values);
                else reader.Report(MapReader.Missing(entry.Where, SubjectOf(entry.Where), attribute));
            }
        }

        return values;
    }

    private ImmutableSortedDictionary<string, Value> DefaultTarget(MapReader entry, ImmutableSortedDictionary<string, Value> values)
    {
        if (gateway.Gateway.Edge is { } edge) return values.Add(SrvRecord.Targets.Name, SrvRecord.Targets.Type.Write([new SrvTarget(0, 0, 5269, edge)]));
        if (gateway.IsGood) reader.Report(LoadDiagnostics.NoTargets.At(Head(entry.Where), $"{SubjectOf(entry.Where)} has no targets, and gateway.edge is not given.", "Add targets here, or edge to gateway."));
        return values;
    }

    private ImmutableSortedDictionary<string, Value> ResolveDefaults(ImmutableSortedDictionary<string, Value> values, FieldSpans spans, string provider, SourceSpan where)
    {
        if (!values.ContainsValue(Value.Default.Instance)) return values;
        foreach (var (name, _) in values.Where(value => value.Value is Value.Default))
        {
            if (providers.CapabilityOf(provider, layout.Kind)?.Defaults.GetValueOrDefault(name) is { } known)
            {
                values = values.SetItem(name, known);
                continue;
            }

            // A provider of unknown type has its own finding.
            if (providers.FactoryOf(provider) is null) continue;
            reader.Report(LoadDiagnostics.NoDefault.At(spans[name] ?? where, $"{provider} documents no default of {name}.", "Write the value; a text that reads default needs quotes."));
        }

        return values;
    }

    private ImmutableArray<string> ReadProviders(MapReader map)
    {
        if (map.NodeOf(EntryKeys.Provider) is not { } node || !map.TryGet(EntryKeys.Provider, out var names)) return [];
        var known = ImmutableArray.CreateBuilder<string>(names.Length);
        for (var index = 0; index < names.Length; index++)
        {
            var where = node is YamlSequence list ? list.Items[index].Span : node.Span;
            if (!providers.Knows(names[index], where) || known.Contains(names[index])) continue;
            known.Add(names[index]);
            if (providers.FactoryOf(names[index]) is { } factory && providers.CapabilityOf(names[index], layout.Kind) is null)
                reader.Report(LoadDiagnostics.LacksKind.At(where, $"The provider {names[index]}, of type {factory.Type}, has no {layout.Kind.Name} resources.", "Name another provider."));
        }

        return known.DrainToImmutable();
    }

    private ImmutableSortedDictionary<string, UnsupportedPolicy> ReadUnsupported(MapReader map)
    {
        if (map.Map(layout.UnsupportedField) is not { } policies) return NoPolicies;
        var read = NoPolicies.ToBuilder();
        foreach (var field in ((ObjectType)layout.UnsupportedField.Type).Fields)
        {
            if (policies.TryGet((Field<UnsupportedPolicy>)field, out var policy)) read[field.Name] = policy;
        }

        return read.ToImmutable();
    }

    private ImmutableArray<Acceptance> ReadAcceptances(MapReader entry) =>
        entry.NodeOf(EntryKeys.Accept) is null ? [] : [.. new ListReader(reader).Read(entry, EntryKeys.Accept).Select(item => Acceptance(item)).OfType<Acceptance>()];

    private static Acceptance? Acceptance(MapReader item)
    {
        DateOnly? until = item.TryGet(EntryKeys.Until, out var day) ? day : null;
        var isGood = item.TryGet(EntryKeys.Code, out var code) & item.TryGet(EntryKeys.AcceptReason, out var reason);
        return isGood ? new Acceptance(code!, reason!, until, item.Where.Span) : null;
    }

    private Subject SubjectOf(YamlNode entry) =>
        !layout.IsList ? layout.Key : entry is YamlMapping map && map[layout.Keys[0].Name] is YamlScalar key ? new Subject(layout.Kind.Name, key.Text, ' ') : $"an entry of {layout.Key}";

    private static SourceSpan Head(YamlNode node) => node.EndLine == node.Line ? node.Span : node.Span with { EndLine = node.Line, EndColumn = node.Column + 1 };
}
