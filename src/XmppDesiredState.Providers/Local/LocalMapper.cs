using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Providers.Local;

/// <summary>
/// Live files as resources, and back. A key that is missing has Lync's documented default, or is empty where none is documented; an empty
/// key is written only where leaving it out would mean a default. Of a secret the file says no more than <c>set</c>.
/// </summary>
internal static class LocalMapper
{
    private static readonly Value Set = new Value.Text("set");

    /// <summary>The canonical form of a name of that kind, null when it cannot be one.</summary>
    public static string? CanonicalName(Kind kind, string name)
    {
        if (kind == Partner.Kind) return DomainName.TryNormalize(name, out var domain) is null ? domain : null;
        if (kind == AccessPolicy.Kind) return AccessPolicy.NormalizeName(name);
        return kind == Service.Kind || name == "global" ? name : null;
    }

    /// <summary>Text is never empty on a gateway: what is declared as <c>""</c> is reported as empty.</summary>
    public static Resource Normalize(Resource desired)
    {
        var empty = desired.Attributes.Where(attribute => attribute.Value is Value.Text { Content: "" }).ToArray();
        return empty.Length == 0 ? desired : desired with { Attributes = desired.Attributes.SetItems(empty.Select(attribute => KeyValuePair.Create(attribute.Key, (Value)Value.Cleared.Instance))) };
    }

    /// <summary>What is live when there is no file.</summary>
    public static Resource Unwritten(ResourceId id) => Complete(new Resource(id));

    /// <summary>What a file says, <c>set</c> in place of a secret included.</summary>
    /// <exception cref="ProviderException">It says something its kind cannot mean; the diagnostic names the place.</exception>
    public static Resource Read(LocalFile file)
    {
        if (file.Id.Kind == Service.Kind) return LocalService.Read(file).ToResource(file.Id);
        var attributes = Value.Map.NoItems.ToBuilder();
        foreach (var (key, node) in RootOf(file).Entries)
        {
            var field = file.Id.Kind.FindField(key.Text) ?? throw Bad(key.Span, $"{file.Id.Kind.Name} has no '{key.Text}'", "Known keys: " + string.Join(", ", file.Id.Kind.Fields) + ".");
            attributes[field.Name] = Read(field, node);
        }

        return Normalize(Complete(new Resource(file.Id, attributes.ToImmutable())));
    }

    /// <summary>The text of a file that reads as this resource.</summary>
    public static string Write(Resource resource)
    {
        var defaults = LyncDefaults.Of(resource.Id.Kind);
        var text = new StringBuilder();
        foreach (var field in resource.Id.Kind.Fields)
        {
            if (resource[field] is not { } value || (value is Value.Cleared && !defaults.ContainsKey(field.Name))) continue;
            if (value is Value.List list) Append(text, field, list);
            else text.Append(CultureInfo.InvariantCulture, $"{field.Name}: {Show(field, value)}\n");
        }

        // A partner whose every attribute is empty is still a partner: an empty file would read the same but look like an accident.
        return text.Length == 0 ? "{}\n" : text.ToString();
    }

    /// <summary>The live resource with what a step manages laid over it.</summary>
    public static Resource Merge(Resource live, Resource after) => Normalize(Complete(live with
    {
        Attributes = live.Attributes.SetItems(after.Attributes
            .Where(attribute => live.Id.Kind.FindField(attribute.Key) is { } field && !field.Is(Traits.Steering))
            .Select(attribute => attribute.Value is Value.Secret ? KeyValuePair.Create(attribute.Key, Set) : attribute)),
    }));

    /// <summary>Without what cannot be reported.</summary>
    public static Resource Report(Resource live) => live.Without(Traits.WriteOnly);

    internal static YamlMapping RootOf(LocalFile file)
    {
        var findings = new List<Diagnostic>();
        var root = YamlTree.Parse(file.Text, file.Shown, YamlLimits.Default, findings);
        if (findings.Count > 0) throw Bad(findings[0].Where, findings[0].Summary.TrimEnd('.'), findings[0].Fix);
        return root as YamlMapping ?? throw Bad(root?.Span, "This is not a map", "Write one key a line, such as description: text.");
    }

    internal static ProviderException Bad(SourceSpan? where, string what, string fix) =>
        new(LocalDiagnostics.BadFile.At(where, $"A live file cannot be understood: {what}.", fix));

    private static Value Read(Field field, YamlNode node)
    {
        var raw = YamlValues.ToValue(node);
        if (raw is Value.Cleared) return raw;
        if (field.Is(Traits.Secret))
        {
            // Whatever else stands here may be the secret itself and is not repeated.
            return raw.Equals(Set) ? raw : throw Bad(node.Span, $"{field.Name} holds something other than the word set", "Write set or remove the line; and change the secret, if it stood here.");
        }

        if (raw is Value.Default) throw Bad(node.Span, $"{field.Name} is default, which is no live value", "Remove the line: what is missing has its default.");
        if (field.Is(Traits.Steering) || field.Is(Traits.Computed)) throw Bad(node.Span, $"{field.Name} is not kept here", "Remove the line.");
        return field.TryRead(raw, out var canonical, out var problem) ? canonical : throw Bad(node.Span, $"{field.Name} {problem.Message}", problem.Fix);
    }

    private static Resource Complete(Resource resource)
    {
        var defaults = LyncDefaults.Of(resource.Id.Kind);
        var missing = resource.Id.Kind.Fields.Where(field => !field.Is(Traits.Steering) && !field.Is(Traits.WriteOnly) && !resource.Attributes.ContainsKey(field.Name));
        return resource with { Attributes = resource.Attributes.AddRange(missing.Select(field => KeyValuePair.Create(field.Name, defaults.GetValueOrDefault(field.Name, Value.Cleared.Instance)))) };
    }

    private static string Show(Field field, Value value) => value switch
    {
        Value.Number when field is Field<TimeSpan> => field.Show(value),
        Value.Map map when field == Partner.Negotiation => Show(map),
        _ => YamlText.Flow(value),
    };

    private static string Show(Value.Map negotiation) => Partner.Negotiation.Type.TryRead(negotiation, out Negotiation? read, out _) && read.PresetName is { } preset ? preset
        : "{ " + string.Join(", ", NegotiationType.MapType.Fields.Select(part => $"{part.Name}: {YamlText.Flow(negotiation.Items[part.Name])}")) + " }";

    private static void Append(StringBuilder text, Field field, Value.List list)
    {
        text.Append(CultureInfo.InvariantCulture, $"{field.Name}:\n");
        foreach (var item in list.Items) text.Append(CultureInfo.InvariantCulture, $"  - {YamlText.Flow(item)}\n");
    }
}
