using System.Collections.Immutable;
using System.Globalization;
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

    private static string TextOf(Value value) => value switch
    {
        Value.Text text => text.Content,
        Value.Flag flag => flag.Content ? "True" : "False",
        Value.Number number => number.Content.ToString(CultureInfo.InvariantCulture),
        Value.List => string.Join('\n', TextsOf(value).Order(StringComparer.Ordinal)),
        _ => "",
    };
}
