using System.Collections.Immutable;
using XmppDesiredState.Engine.Loading.Binding;
using XmppDesiredState.Engine.Loading.Layout;
using XmppDesiredState.Engine.Loading.Layout.Types;
using XmppDesiredState.Values;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading.Merging;

/// <summary>The declared variables and their values.</summary>
/// <param name="Values">Null for one that has none, which has been reported.</param>
internal sealed record VariableSet(ImmutableSortedDictionary<string, Value?> Values)
{
    public static readonly VariableSet Empty = new(ImmutableSortedDictionary.Create<string, Value?>(StringComparer.Ordinal));

    /// <param name="node">The joined <c>variables</c>; null where no file has any.</param>
    public static VariableSet Read(YamlNode? node, GivenVariables given, ValueReader reader)
    {
        if (node is null || ValueReader.IsNull(node)) return Empty;
        if (node is not YamlMapping mapping)
        {
            reader.Report(LoadDiagnostics.WrongValue.At(node.Span, "variables is not a map.", "Write each variable as name: { type: string, default: … }."));
            return Empty;
        }

        var values = Empty.Values.ToBuilder();
        foreach (var (key, declaration) in mapping.Entries)
        {
            if (!NameType.IsName(key.Text))
                reader.Report(LoadDiagnostics.BadName.At(key.Span, $"'{key.Text}' is no name for a variable.", "Use letters, digits, hyphens, underscores and dots."));
            values[key.Text] = One(key, declaration, given, reader);
        }

        return new VariableSet(values.ToImmutable());
    }

    private static Value? One(YamlScalar key, YamlNode declaration, GivenVariables given, ValueReader reader)
    {
        if (MapReader.Open(declaration, VariableLayout.Type, reader, key.Text) is not { } map) return null;
        _ = map.Get(VariableLayout.Description);
        if (!map.TryGet(VariableLayout.TypeField, out var type)) return null;
        Value? otherwise = null;
        if (map.NodeOf(VariableLayout.Default) is { } written)
        {
            otherwise = map.TryGet(VariableLayout.Default, out var value) ? value.Content : null;
            if (otherwise is null && !ValueReader.IsNull(written)) return null;
            if (otherwise is not null && !Fits(type, otherwise))
            {
                reader.Report(LoadDiagnostics.WrongVariable.At(written.Span, $"The default of {key.Text} is not {Name(type)}.", type == VariableType.Text ? "Put it in quotes." : $"Write {Name(type)}."));
                return null;
            }
        }

        if (given.Find(key.Text, type, reader) is { } set) return set;
        if (otherwise is null && !given.Has(key.Text))
            reader.Report(LoadDiagnostics.UnsetVariable.At(key.Span, $"The variable {key.Text} has neither a default nor a value.", $"Give it one: --var {key.Text}=VALUE."));
        return otherwise;
    }

    public static bool Fits(VariableType type, Value value) => (type, value) switch
    {
        (VariableType.Text, Value.Text) or (VariableType.Number, Value.Number) or (VariableType.Flag, Value.Flag) => true,
        _ => false,
    };

    public static string Name(VariableType type) => type switch
    {
        VariableType.Number => "a whole number",
        VariableType.Flag => "true or false",
        _ => "a text",
    };
}
