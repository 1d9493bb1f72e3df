using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Lync;

/// <summary>Native objects as resources, and back.</summary>
internal static class LyncMapper
{
    private const char VersionSeparator = '\n';

    /// <summary>Text is never empty in the configuration store: what is declared as <c>""</c> is reported as empty.</summary>
    public static Resource Normalize(Resource desired)
    {
        var empty = desired.Attributes.Where(attribute => attribute.Value is Value.Text { Content: "" }).ToArray();
        return empty.Length == 0 ? desired : desired with { Attributes = desired.Attributes.SetItems(empty.Select(attribute => KeyValuePair.Create(attribute.Key, (Value)Value.Cleared.Instance))) };
    }

    /// <summary>What a resource says, as native properties in the order people read them; a secret and what steers the engine are none.</summary>
    public static ImmutableArray<LyncProperty> Properties(Resource resource)
    {
        var fields = LyncField.Of(resource.Id.Kind);
        var properties = ImmutableArray.CreateBuilder<LyncProperty>(fields.Length);
        foreach (var field in resource.Id.Kind.Fields)
        {
            if (resource[field] is not { } value) continue;
            if (field == Partner.Negotiation)
            {
                if (!resource.TryGet(Partner.Negotiation, out var negotiation)) continue;
                properties.Add(new LyncProperty(LyncField.Tls, LyncForm.Word, negotiation.Tls.ToString()));
                properties.Add(new LyncProperty(LyncField.Sasl, LyncForm.Word, negotiation.Sasl.ToString()));
                properties.Add(new LyncProperty(LyncField.Dialback, LyncForm.Flag, negotiation.Dialback ? "True" : "False"));
            }
            else if (fields.FirstOrDefault(known => known.Field == field) is { } native)
            {
                properties.Add(new LyncProperty(native.Native, native.Form, TextOf(value)));
            }
        }

        return properties.DrainToImmutable();
    }

    /// <summary>The items of a list; none of what is empty.</summary>
    public static ImmutableArray<string> TextsOf(Value value) => value is Value.List list ? [.. list.Items.OfType<Value.Text>().Select(text => text.Content)] : [];

    /// <summary>The identity as the configuration store writes it, where it was observed, else the resource's name.</summary>
    public static string IdentityOf(ObservedResource seen)
    {
        var end = seen.Version.IndexOf(VersionSeparator, StringComparison.Ordinal);
        return end > 0 ? seen.Version[..end] : seen.Resource.Id.Name;
    }

    /// <summary>An object as a resource, and what is odd about it. A property that the object does not have is not reported.</summary>
    /// <exception cref="ProviderException">A value that the documentation does not know.</exception>
    public static ObservedResource ToResource(Kind kind, LyncRow row, ICollection<Diagnostic> notes)
    {
        var attributes = Value.Map.NoItems.ToBuilder();
        foreach (var field in LyncField.Of(kind))
        {
            if (row.Values.TryGetValue(field.Native, out var text)) attributes[field.Field.Name] = Read(field, text) ?? throw Unclear(row, field.Native, text);
        }

        if (kind == Partner.Kind && new[] { LyncField.Tls, LyncField.Sasl, LyncField.Dialback }.All(row.Values.ContainsKey))
        {
            attributes[Partner.Negotiation.Name] = Partner.Negotiation.Type.Write(new Negotiation(Level(row, LyncField.Tls), Level(row, LyncField.Sasl),
                FlagOf(row[LyncField.Dialback]) ?? throw Unclear(row, LyncField.Dialback, row[LyncField.Dialback])));
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', row.Values.Select(value => $"{value.Key}={value.Value}")))));
        return new ObservedResource(new Resource(new ResourceId(kind, NameOf(kind, row.Identity, notes)), attributes.ToImmutable()), $"{row.Identity}{VersionSeparator}{hash}");
    }

    /// <summary>A service: what runs there is asked from outside, what can be done with it is known.</summary>
    /// <param name="interrupted">Members in the middle of a restart.</param>
    public static ObservedResource Report(ResourceId id, params IEnumerable<string> interrupted)
    {
        var service = new Resource(id).With(Service.Operations, ["restart"]);
        var loaded = interrupted.ToImmutableSortedDictionary(member => member, _ => Service.Interrupted, StringComparer.Ordinal);
        return new(loaded.IsEmpty ? service : service.With(Service.Loaded, loaded), "");
    }

    /// <summary>Two native objects under one name would be taken for each other; null where there are none. Sorted.</summary>
    public static Diagnostic? Twice(ImmutableArray<ObservedResource> seen)
    {
        for (var index = 1; index < seen.Length; index++)
        {
            if (seen[index].Resource.Id == seen[index - 1].Resource.Id)
                return LyncDiagnostics.NotUnderstood.At(null, $"'{Programs.ProgramText.Clean(IdentityOf(seen[index - 1]))}' and '{Programs.ProgramText.Clean(IdentityOf(seen[index]))}' are both {seen[index].Resource.Id}.", "Remove one of them in the Management Shell.");
        }

        return null;
    }

    private static string NameOf(Kind kind, string identity, ICollection<Diagnostic> notes)
    {
        if (kind != Partner.Kind && kind != AccessPolicy.Kind) return AccessPolicy.Global.Name;
        var name = kind == AccessPolicy.Kind ? AccessPolicy.NormalizeName(identity) : DomainName.TryNormalize(identity, out var domain) is null ? domain : null;
        if (name is null) notes.Add(LyncDiagnostics.OddName.At(null, $"The {kind.Name} '{Programs.ProgramText.Clean(identity)}' has a name that cannot be declared.", "Create it again under a name that can, and remove this one."));
        return name ?? identity.ToLowerInvariant();
    }

    private static Value? Read(LyncField field, string text)
    {
        if (text.Length == 0) return Value.Cleared.Instance;
        return field.Form switch
        {
            LyncForm.Text => new Value.Text(text),
            LyncForm.Flag => FlagOf(text) is { } flag ? new Value.Flag(flag) : null,
            LyncForm.Number => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && field.Field.TryRead(new Value.Number(number), out var canonical, out _) ? canonical : null,
            LyncForm.Word => field.Field.TryRead(new Value.Text(text), out var word, out _) ? word : null,
            LyncForm.Domain => new Value.Text(Domain(text)),
            _ => new Value.List([.. text.Split('\n').Select(Domain).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(domain => new Value.Text(domain))]),
        };
    }

    // The other side has folded the case and made A-labels; what is no domain name stays as it is.
    private static string Domain(string text) => DomainName.TryNormalize(text, out var name) is null ? name! : text;

    private static bool? FlagOf(string text) => text switch { "True" => true, "False" => false, _ => null };

    private static NegotiationLevel Level(LyncRow row, string property) =>
        Enum.TryParse<NegotiationLevel>(row[property], out var level) && level.ToString() == row[property] ? level : throw Unclear(row, property, row[property]);

    private static ProviderException Unclear(LyncRow row, string property, string text) => new(LyncDiagnostics.NotUnderstood.At(null,
        $"{property} of '{Programs.ProgramText.Clean(row.Identity)}' is '{Programs.ProgramText.Clean(text.Length <= 80 ? text : text[..80])}', which is not understood.", "Look at it in the Management Shell."));

    private static string TextOf(Value value) => value switch
    {
        Value.Text text => text.Content,
        Value.Flag flag => flag.Content ? "True" : "False",
        Value.Number number => number.Content.ToString(CultureInfo.InvariantCulture),
        Value.List => string.Join('\n', TextsOf(value).Order(StringComparer.Ordinal)),
        _ => "",
    };
}
