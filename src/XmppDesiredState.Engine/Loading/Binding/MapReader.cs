using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading.Binding;

/// <summary>A map whose keys have been checked: unknown and missing ones are reported, values are read on demand.</summary>
internal sealed class MapReader
{
    // Layouts are few and live as long as the process; an entry of a large list looks its keys up here.
    private static readonly ConditionalWeakTable<ObjectType, Dictionary<string, int>> Indexes = [];

    private readonly ValueReader values;
    private readonly Dictionary<string, int> index;
    private readonly YamlNode?[] nodes;

    private MapReader(YamlNode where, ObjectType type, ValueReader values)
    {
        (Where, this.values) = (where, values);
        index = Indexes.GetValue(type, static fields => fields.Fields.Select((field, position) => (field.Name, position)).ToDictionary(item => item.Name, item => item.position, StringComparer.Ordinal));
        nodes = new YamlNode?[type.Fields.Length];
    }

    public YamlNode Where { get; }

    public bool KnowsAllKeys { get; private set; } = true;

    public bool HasRequired { get; private set; } = true;

    /// <summary>Null when the node is no map; an empty node (<c>key:</c>) is an empty map.</summary>
    public static MapReader? Open(YamlNode node, ObjectType type, ValueReader values, Subject subject)
    {
        var reader = new MapReader(node, type, values);
        if (node is YamlMapping mapping)
        {
            foreach (var (key, value) in mapping.Entries) reader.Take(key, value, type, subject);
        }
        else if (!ValueReader.IsNull(node))
        {
            values.Report(LoadDiagnostics.WrongValue.At(node.Span, $"{subject} is not a map of keys.", "Its keys are " + string.Join(", ", type.Fields.Select(field => field.Name)) + "."));
            return null;
        }

        foreach (var field in type.Fields)
        {
            if (!field.Is(Traits.Required) || reader.NodeOf(field) is { } given && !ValueReader.IsNull(given)) continue;
            reader.HasRequired = false;
            values.Report(Missing(node, subject, field));
        }

        return reader;
    }

    public static Diagnostic Missing(YamlNode node, Subject subject, Field field) =>
        LoadDiagnostics.MissingKey.At(Head(node), $"{subject} lacks {field.Name}.", $"Add {field.Name}: {field.Summary}");

    public YamlNode? NodeOf(Field field) => index.TryGetValue(field.Name, out var position) ? nodes[position] : null;

    public YamlScalar? KeyOf(Field field) => (Where as YamlMapping)?.Entries.FirstOrDefault(entry => entry.Key.Text == field.Name).Key;

    /// <summary>False when the key is not there, empty or wrong; what is wrong is reported.</summary>
    public bool TryGet<T>(Field<T> field, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        return NodeOf(field) is { } node && values.TryRead(node, field.Name, field.Type, out value);
    }

    public T? Get<T>(Field<T> field) => TryGet(field, out var value) ? value : default;

    /// <summary>The map under a key; null when it is not there or no map.</summary>
    public MapReader? Map(Field<Value.Map> field) =>
        NodeOf(field) is { } node ? Open(node, (ObjectType)field.Type, values, field.Name) : null;

    private void Take(YamlScalar key, YamlNode value, ObjectType type, Subject subject)
    {
        if (index.TryGetValue(key.Text, out var position))
        {
            nodes[position] = value;
            return;
        }

        KnowsAllKeys = false;
        // A misspelled key may hold what its right spelling would have held by reference only.
        if (type.Fields.Any(field => field.UntypedType is SecretType)) values.Hidden.Add(value.Span);
        var known = type.Fields.Select(field => field.Name);
        values.Report(LoadDiagnostics.UnknownKey.At(key.Span, $"'{key.Text}' is not a key of {subject}.", Suggestion.For(key.Text, known) + "Known keys: " + string.Join(", ", known) + "."));
    }

    // The first line of a long entry is enough to find it by.
    private static SourceSpan Head(YamlNode node) => node.EndLine == node.Line ? node.Span : node.Span with { EndLine = node.Line, EndColumn = node.Column + 1 };
}
