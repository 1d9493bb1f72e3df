using System.Collections.Immutable;
using System.Runtime.InteropServices;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Loading.Layout;
using XmppDesiredState.Engine.Loading.Layout.Types;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading.Binding;

/// <summary>The joined document to the desired state.</summary>
internal sealed class DocumentReader(StateFileLayout layout, PathResolver paths, ValueReader reader)
{
    private readonly ProviderTable providers = new(layout, paths, reader);

    /// <summary>Meaningful only when nothing was reported as an error.</summary>
    /// <param name="root">With the keys of a state file alone; its files' own keys have been checked.</param>
    public DesiredState Read(YamlMapping root, YamlNode? providerMap)
    {
        var document = MapReader.Open(root, new Values.Types.ObjectType("the document", [.. layout.Federation.Fields.Where(field => !field.Is(Traits.Required))]), reader, "the document")!;
        providers.Read(providerMap);
        var gateway = GatewayReading.Read(document, reader);
        var windows = WindowReader.Read(document.NodeOf(StateFileLayout.Maintenance), reader);
        var declared = new Dictionary<Address, Declared>();
        var sections = ImmutableArray.CreateBuilder<Section>();
        foreach (var section in SectionLayout.All)
        {
            if (document.NodeOf(section.Field) is not { } node) continue;
            if (new SectionReader(section, reader, providers, gateway, declared).Read(node, document.KeyOf(section.Field)!.Span) is { } one) sections.Add(one);
        }

        var resources = declared.Values.ToArray();
        Array.Sort(resources, static (a, b) => a.Address.CompareTo(b.Address));
        return new DesiredState
        {
            Name = document.TryGet(StateFileLayout.Name, out var name) ? name : "default",
            Gateway = gateway.Gateway,
            Resources = ImmutableCollectionsMarshal.AsImmutableArray(resources),
            Sections = [.. sections.OrderBy(section => section.Kind.Phase).ThenBy(section => section.Kind.Name, StringComparer.Ordinal)],
            Providers = providers.Declarations,
            Windows = windows,
            Acknowledged = [.. new ListReader(reader).Read(document, StateFileLayout.Acknowledged).Select(Acknowledgement).OfType<Acknowledgement>()],
            DriftIgnores = ReadDrift(document),
            Guards = ReadGuards(document),
            RunStore = ReadRunStore(document),
        };
    }

    private Acknowledgement? Acknowledgement(MapReader item)
    {
        DateOnly? until = item.TryGet(EntryKeys.Until, out var day) ? day : null;
        var isGood = item.TryGet(StateFileLayout.Address, out var address) & item.TryGet(EntryKeys.AcceptReason, out var reason);
        if (address.Provider is not null) isGood &= providers.Knows(address.Provider, item.NodeOf(StateFileLayout.Address)!.Span);
        return isGood ? new Acknowledgement(address.Id, address.Provider, reason!, until, item.Where.Span) : null;
    }

    private ImmutableArray<DriftIgnore> ReadDrift(MapReader document)
    {
        if (document.Map(StateFileLayout.Drift) is not { } drift) return [];
        return [.. new ListReader(reader).Read(drift, StateFileLayout.DriftIgnore).Select(DriftIgnore).OfType<DriftIgnore>()];
    }

    private DriftIgnore? DriftIgnore(MapReader item)
    {
        DateOnly? until = item.TryGet(EntryKeys.Until, out var day) ? day : null;
        var attribute = item.Get(StateFileLayout.Attribute);
        var isGood = item.TryGet(StateFileLayout.AddressPattern, out var pattern) & item.TryGet(EntryKeys.AcceptReason, out var reason);
        if (pattern is not null) CheckPattern(item, pattern, attribute);
        return isGood ? new DriftIgnore(pattern!, attribute, reason!, until, item.Where.Span) : null;
    }

    private void CheckPattern(MapReader item, string pattern, string? attribute)
    {
        var slash = pattern.IndexOf('/', StringComparison.Ordinal);
        var word = slash < 0 ? pattern : pattern[..slash];
        var kind = Kind.Find(word);
        var kinds = Kind.All.Select(known => known.Name);
        if (kind is null && !word.Contains('*'))
        {
            reader.Report(LoadDiagnostics.UnknownWord.At(item.NodeOf(StateFileLayout.AddressPattern)!.Span, $"The address begins with no kind: '{word}'.", Suggestion.For(word, kinds) + "Kinds are " + string.Join(", ", kinds) + "."));
            return;
        }

        var known = (kind is null ? Kind.All : [kind]).SelectMany(one => one.Fields).Select(field => field.Name).Distinct(StringComparer.Ordinal);
        if (attribute is not null && !known.Contains(attribute, StringComparer.Ordinal))
            reader.Report(LoadDiagnostics.UnknownWord.At(item.NodeOf(StateFileLayout.Attribute)!.Span, $"There is no attribute '{attribute}'.", Suggestion.For(attribute, known) + "Known are " + string.Join(", ", known) + "."));
    }

    private static GuardLimits? ReadGuards(MapReader document)
    {
        if (document.Map(StateFileLayout.Guards) is not { } guards) return null;
        DateOnly? until = guards.TryGet(EntryKeys.Until, out var day) ? day : null;
        return guards.TryGet(StateFileLayout.MaxDeletes, out var most) ? new GuardLimits((int)most, until, guards.Where.Span) : null;
    }

    private RunStoreDeclaration? ReadRunStore(MapReader document)
    {
        if (document.NodeOf(StateFileLayout.RunStore) is not { } node || reader.Read(node, StateFileLayout.RunStore.UntypedType, StateFileLayout.RunStore.Name) is not Value.Map map) return null;
        var store = new RunStoreDeclaration(((Value.Text)map.Items[VariantType.Discriminator]).Content, map.Items.Remove(VariantType.Discriminator), document.KeyOf(StateFileLayout.RunStore)!.Span);
        foreach (var finding in RunStores.Check(store)) reader.Report(finding);
        return store;
    }
}
