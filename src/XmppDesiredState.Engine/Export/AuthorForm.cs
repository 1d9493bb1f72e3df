using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Loading.Layout.Types;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Export;

/// <summary>Canonical values as an author would write them: <c>5m</c>, a preset's name, a target without what goes without saying.</summary>
/// <param name="path">Makes an absolute path one that the file can hold.</param>
internal sealed class AuthorForm(Func<string, string> path)
{
    /// <summary>Null: the value can be written and read back. Else why not, going on from the field's name.</summary>
    public static string? Problem(Field field, Value canonical)
    {
        if (!field.TryRead(canonical, out var same, out var problem)) return problem.Message;
        if (!same.Equals(canonical)) return "is not in the one form that a file's value has";
        if (!HasUnusualText(canonical)) return null;
        var findings = new List<Diagnostic>();
        return YamlTree.Parse(new YamlWriter().Entry("x", canonical).ToString(), "", YamlLimits.Default, findings) is YamlMapping { Entries: [var (_, value)] } && findings.Count == 0
            && YamlValues.ToValue(value).Equals(canonical) ? null : "holds a character that no state file takes";
    }

    public Value Of(FieldType type, Value value) => (type, value) switch
    {
        (DurationType, Value.Number) => new Value.Text(type.Show(value)),
        (NegotiationType negotiation, _) => Preset(negotiation, value),
        (SrvTargetType targets, _) => Target(targets, value),
        (PathType, Value.Text text) => Escape(path(text.Content)),
        (VariantType variant, Value.Map map) when map.Items.GetValueOrDefault(VariantType.Discriminator) is Value.Text word && variant.Find(word.Content) is { } found => Of(found, map),
        (ObjectType known, Value.Map map) => Map(map, key => known.Fields.FirstOrDefault(field => field.Name == key)?.UntypedType ?? TextType.Instance),
        (IMapType known, Value.Map map) => Map(map, _ => known.ValueType),
        (IListType known, Value.List list) => new Value.List([.. list.Items.Select(item => Of(known.ItemType, item))]),
        (_, Value.List list) => new Value.List([.. list.Items.Select(item => Of(TextType.Instance, item))]),
        (_, Value.Map map) => Map(map, _ => TextType.Instance),
        (_, Value.Text text) => Escape(text.Content),
        (_, Value.Secret secret) => Secret(secret),
        _ => value,
    };

    private static Value Preset(NegotiationType type, Value value) =>
        type.TryRead(value, out Negotiation? negotiation, out _) && negotiation.PresetName is { } preset ? new Value.Text(preset) : value;

    private static Value Target(SrvTargetType type, Value value)
    {
        if (value is not Value.Map map || !type.TryRead(value, out var target, out _)) return value;
        var items = map.Items;
        if (target.Port == 5269) items = items.Remove("port");
        if (target.Priority == 0) items = items.Remove("priority");
        if (target.Weight == 0) items = items.Remove("weight");
        return new Value.Map(items);
    }

    private Value.Map Map(Value.Map map, Func<string, FieldType> typeOf) =>
        new(map.Items.ToImmutableSortedDictionary(item => item.Key, item => Of(typeOf(item.Key), item.Value), StringComparer.Ordinal));

    private Value Secret(Value.Secret secret) => secret with
    {
        Reference = secret.Reference with
        {
            Arguments = [.. secret.Reference.Arguments.Select(argument => Escape(secret.Reference.Source == SecretSource.File ? path(argument) : argument).Content)],
        },
    };

    // ${ begins a variable; $${ says the two characters.
    private static Value.Text Escape(string text) => new(text.Replace("${", "$${", StringComparison.Ordinal));

    private static bool HasUnusualText(Value value) => value switch
    {
        Value.Text text => text.Content.AsSpan().ContainsAnyExceptInRange(' ', '~'),
        Value.List list => list.Items.Any(HasUnusualText),
        Value.Map map => map.Items.Values.Any(HasUnusualText),
        _ => false,
    };
}
