using System.Collections.Immutable;
using System.Text.Json;
using XmppDesiredState.Engine.Loading.Layout.Types;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Engine.Loading.Layout;

/// <summary>
/// Field types as JSON Schema. A scalar that is not text by itself also takes a text that holds <c>${name}</c>, and an attribute takes
/// <c>null</c> and <c>default</c>; texts take both anyway.
/// </summary>
internal sealed class SchemaWriter(Utf8JsonWriter json)
{
    public const string ReferencePattern = @"\$\{[^}]+\}";
    private const string DurationPattern = "^([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$";

    /// <summary>The keys of a map: <c>properties</c> and <c>additionalProperties</c>, inside an open object.</summary>
    public void Properties(ObjectType type, bool withRequired)
    {
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (var field in type.Fields) Property(field);
        json.WriteEndObject();
        var required = type.Fields.Where(field => field.Is(Traits.Required) && (withRequired || IsKey(field))).ToList();
        if (required.Count > 0)
        {
            json.WriteStartArray("required");
            foreach (var field in required) json.WriteStringValue(field.Name);
            json.WriteEndArray();
        }

        json.WriteBoolean("additionalProperties", false);
    }

    public void Property(Field field)
    {
        json.WriteStartObject(field.Name);
        json.WriteString("description", field.Summary);
        json.WriteStartArray("anyOf");
        Alternatives(field.UntypedType);
        if (!field.Is(Traits.Required) || field is OptionalField) Type("null");
        if (IsAttribute(field)) Words(["default"]);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>One or several schemas, inside an open array.</summary>
    private void Alternatives(FieldType type)
    {
        switch (type)
        {
            case VariantType variant:
                Variant(variant);
                break;
            case ObjectType map:
                Object(map, summary: null);
                break;
            case IUnionType union:
                foreach (var alternative in union.Alternatives) Alternatives(alternative);
                break;
            case IMapType map:
                Open(() =>
                {
                    json.WriteString("type", "object");
                    Nested("additionalProperties", map.ValueType);
                });
                break;
            case IListType list:
                Open(() =>
                {
                    json.WriteString("type", "array");
                    Nested("items", list.ItemType);
                });
                break;
            case SecretType:
                Secret();
                break;
            default:
                Scalar(type);
                break;
        }
    }

    // All words of the type stand above the variants: a wrong one is told with every right one, not with that of the nearest variant.
    private void Variant(VariantType variant) => Open(() =>
    {
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        Property(new Field<string>(VariantType.Discriminator, new ChoiceType<string>([.. variant.Words.Select(word => (word, word))]), Traits.Required, variant.Description));
        json.WriteEndObject();
        json.WriteStartArray("anyOf");
        foreach (var (_, summary, map) in variant.Variants) Object(map, summary);
        // In an overlay the type may stand in what it changes.
        Open(() =>
        {
            json.WriteString("type", "object");
            json.WriteStartObject("not");
            json.WriteStartArray("required");
            json.WriteStringValue(VariantType.Discriminator);
            json.WriteEndArray();
            json.WriteEndObject();
        });
        json.WriteEndArray();
    });

    private void Scalar(FieldType type)
    {
        switch (type)
        {
            case IChoiceType choice when choice == NegotiationType.PresetType:
                foreach (var (word, negotiation) in Negotiation.Presets) Preset(word, negotiation);
                break;
            case IChoiceType choice:
                Words(choice.Words);
                break;
            case FlagType:
                Type("boolean");
                break;
            case IntegerType integer:
                Open(() =>
                {
                    json.WriteString("type", "integer");
                    json.WriteNumber("minimum", integer.Minimum);
                    json.WriteNumber("maximum", integer.Maximum);
                });
                break;
            case DurationType:
                Text(DurationPattern);
                break;
            case RenewBeforeType:
                Text("^[0-9]{1,2}%$");
                Text(DurationPattern);
                break;
            case DateType:
                Text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
                break;
            case TimeOfDayType:
                Text(TimeOfDayType.Pattern);
                break;
            case DateRangeType:
                Text(DateRangeType.Pattern);
                break;
            case DiagnosticCodeType:
                Text(DiagnosticCodeType.Pattern);
                break;
            case NameType:
                Text(NameType.Pattern);
                break;
            case TextType or DomainType or PathType or PolicyNameType or AddressType:
                Type("string");
                return;
            default:
                // A type of a provider's own, which its check explains better.
                Open(() => { });
                return;
        }

        Text(ReferencePattern);
    }

    private void Secret()
    {
        foreach (var source in ImmutableArray.Create("env", "file", "command"))
        {
            Open(() =>
            {
                json.WriteString("type", "object");
                json.WriteStartObject("properties");
                json.WriteStartObject(source);
                json.WriteString("type", source == "command" ? "array" : "string");
                if (source == "command")
                {
                    json.WriteStartObject("items");
                    json.WriteString("type", "string");
                    json.WriteEndObject();
                }

                json.WriteEndObject();
                Property(new Field<long>("version", new IntegerType(), Traits.Required, "Raise it to have a write-only secret written again."));
                json.WriteEndObject();
                json.WriteStartArray("required");
                json.WriteStringValue(source);
                json.WriteEndArray();
                json.WriteBoolean("additionalProperties", false);
            });
        }
    }

    private void Nested(string name, FieldType type)
    {
        json.WriteStartObject(name);
        json.WriteStartArray("anyOf");
        Alternatives(type);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Object(ObjectType type, string? summary) => Open(() =>
    {
        if (summary is not null) json.WriteString("description", summary);
        // An overlay's entries hold what they change, and the key of what they change; what else makes an entry whole is for the loader to say,
        // once all files are joined.
        Properties(type, withRequired: false);
    });

    private void Words(ImmutableArray<string> words) => Open(() =>
    {
        json.WriteStartArray("enum");
        foreach (var word in words) json.WriteStringValue(word);
        json.WriteEndArray();
    });

    // One schema each: an editor shows what a name stands for.
    private void Preset(string word, Negotiation negotiation) => Open(() =>
    {
        json.WriteString("description", $"TLS {negotiation.Tls}, SASL {negotiation.Sasl}, dialback {(negotiation.Dialback ? "on" : "off")}.");
        json.WriteStartArray("enum");
        json.WriteStringValue(word);
        json.WriteEndArray();
    });

    private void Text(string pattern) => Open(() =>
    {
        json.WriteString("type", "string");
        json.WriteString("pattern", pattern);
    });

    private void Type(string name) => Open(() => json.WriteString("type", name));

    private void Open(Action content)
    {
        json.WriteStartObject();
        content();
        json.WriteEndObject();
    }

    private static bool IsKey(Field field) => SectionLayout.All.Any(section => section.Keys.Contains(field));

    private static bool IsAttribute(Field field) => SectionLayout.All.Any(section => section.Entry.Fields.Contains(field) && section.Kind.FindField(field.Name) is not null);
}
