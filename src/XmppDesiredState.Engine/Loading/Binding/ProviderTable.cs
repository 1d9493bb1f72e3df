using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Loading.Layout;
using XmppDesiredState.Engine.Loading.Layout.Types;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading.Binding;

/// <summary>The declared providers: reads them, finds them by name, and says which can have a kind.</summary>
internal sealed class ProviderTable(StateFileLayout layout, PathResolver paths, ValueReader reader)
{
    private readonly Dictionary<string, IProviderFactory?> factories = new(StringComparer.Ordinal);
    private readonly ImmutableSortedDictionary<string, ProviderDeclaration>.Builder declarations = ImmutableSortedDictionary.CreateBuilder<string, ProviderDeclaration>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, ProviderDeclaration> Declarations => declarations.ToImmutable();

    /// <summary>Every name that stands under <c>providers</c>, also of those with errors.</summary>
    public IEnumerable<string> Names => factories.Keys.Order(StringComparer.Ordinal);

    public void Read(YamlNode? node)
    {
        if (node is null || ValueReader.IsNull(node)) return;
        if (node is not YamlMapping mapping)
        {
            reader.Report(LoadDiagnostics.WrongValue.At(node.Span, "providers is not a map.", "Write each provider as name: { type: …, options }."));
            return;
        }

        foreach (var (key, declaration) in mapping.Entries) Read(key, declaration);
    }

    public IProviderFactory? FactoryOf(string name) => factories.GetValueOrDefault(name);

    /// <summary>What it can do with a kind that it holds; an issuer, or what only probes, holds nothing.</summary>
    public Capability? CapabilityOf(string name, Kind kind) => FactoryOf(name)?.Capabilities.FirstOrDefault(capability => capability.Kind == kind && capability.Holds);

    /// <summary>Whether a provider of the name is declared; if not, that is reported.</summary>
    public bool Knows(string name, SourceSpan where)
    {
        if (factories.ContainsKey(name)) return true;
        var hint = Suggestion.For(name, Names) + (factories.Count == 0 ? "Declare it under providers." : "Declared are " + string.Join(", ", Names) + ".");
        reader.Report(LoadDiagnostics.UnknownProvider.At(where, $"There is no provider '{name}'.", hint));
        return false;
    }

    /// <summary>The one provider that can have a kind; null when there is not exactly one, which is reported.</summary>
    public string? Only(Kind kind, SourceSpan where, string section)
    {
        // A provider of unknown type could have any kind: its own finding comes first.
        if (factories.ContainsValue(null)) return null;
        string[] able = [.. Names.Where(name => CapabilityOf(name, kind) is not null)];
        if (able is [var only]) return only;
        reader.Report(able.Length == 0
            ? LoadDiagnostics.LacksKind.At(where, $"No declared provider can have {kind.Name} resources.", "Declare one under providers: " + Able(kind) + ".")
            : LoadDiagnostics.AmbiguousProvider.At(where, $"{section} names no provider, and several could have it.", $"Add provider: {string.Join(" or ", able)}."));
        return null;
    }

    private string Able(Kind kind)
    {
        var types = layout.Factories.Values.Where(factory => factory.Capabilities.Any(capability => capability.Kind == kind && capability.Holds)).Select(factory => factory.Type).ToList();
        return types.Count == 0 ? "no type has the kind" : "types with the kind are " + string.Join(", ", types);
    }

    private void Read(YamlScalar key, YamlNode node)
    {
        if (!NameType.IsName(key.Text))
            reader.Report(LoadDiagnostics.BadName.At(key.Span, $"'{key.Text}' is no name for a provider.", "Use letters, digits, hyphens, underscores and dots."));

        factories[key.Text] = null;
        if (node is not YamlMapping mapping)
        {
            reader.Report(LoadDiagnostics.WrongValue.At(node.Span, $"The provider {key.Text} is not a map.", "Write { type: … } with the type's options."));
            return;
        }

        if (mapping[VariantType.Discriminator] is not { } typeNode)
        {
            reader.Report(LoadDiagnostics.MissingKey.At(key.Span, $"The provider {key.Text} lacks type.", "Add type: one of " + string.Join(", ", layout.Provider.Words) + "."));
            return;
        }

        var word = (typeNode as YamlScalar)?.Text ?? "";
        if (layout.Factories.GetValueOrDefault(word) is not { } factory)
        {
            reader.Report(LoadDiagnostics.UnknownType.At(typeNode.Span, $"There is no provider type '{word}'.", Suggestion.For(word, layout.Provider.Words) + "Known are " + string.Join(", ", layout.Provider.Words) + "."));
            return;
        }

        factories[key.Text] = factory;
        if (reader.Read(node, layout.Provider.Find(word)!, key.Text) is not Value.Map options) return;
        var declaration = new ProviderDeclaration(key.Text, word, options.Items.Remove(VariantType.Discriminator), paths.FolderOf(node.File), key.Span)
        {
            Spans = mapping.Entries.ToImmutableSortedDictionary(entry => entry.Key.Text, entry => entry.Value.Span, StringComparer.Ordinal),
        };
        declarations[key.Text] = declaration;
        foreach (var finding in factory.Check(declaration)) reader.Report(finding);
    }
}
