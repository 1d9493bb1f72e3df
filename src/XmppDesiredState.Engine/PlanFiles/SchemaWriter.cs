using System.Collections.Immutable;
using System.Text.Json;

namespace XmppDesiredState.Engine.PlanFiles;

/// <summary>Writes JSON schema, piece by piece; each method writes one whole schema where the writer stands.</summary>
public sealed class SchemaWriter(Utf8JsonWriter writer)
{
    public void Text() => OfType("string");

    public void Flag() => OfType("boolean");

    public void AnyObject() => OfType("object");

    public void Count() => Integer(0, int.MaxValue);

    public void Anything()
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }

    public void Null() => OfType("null");

    public void Integer(long minimum, long maximum) => Write("integer", () =>
    {
        writer.WriteNumber("minimum", minimum);
        writer.WriteNumber("maximum", maximum);
    });

    public void Pattern(string pattern) => Write("string", () => writer.WriteString("pattern", pattern));

    public void OneOfWords(IEnumerable<string> words) => Write("string", () =>
    {
        writer.WriteStartArray("enum");
        foreach (var word in words) writer.WriteStringValue(word);
        writer.WriteEndArray();
    });

    public void ListOf(Action items) => Write("array", () => Named("items", items));

    public void MapOf(Action values) => Write("object", () => Named("additionalProperties", values));

    public void OrNull(Action schema) => AnyOf([Null, schema]);

    public void AnyOf(ImmutableArray<Action> schemas)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("anyOf");
        foreach (var schema in schemas) schema();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public void Reference(string definition)
    {
        writer.WriteStartObject();
        writer.WriteString("$ref", "#/definitions/" + definition);
        writer.WriteEndObject();
    }

    public void Define(string name, Action schema) => Named(name, schema);

    public void Object(ImmutableArray<(string Name, Action Schema)> members, bool required = true)
    {
        writer.WriteStartObject();
        Members(members, required);
        writer.WriteEndObject();
    }

    /// <summary>The inside of an object that the caller opened.</summary>
    public void Members(ImmutableArray<(string Name, Action Schema)> members, bool required = true)
    {
        writer.WriteString("type", "object");
        writer.WriteBoolean("additionalProperties", false);
        writer.WriteStartObject("properties");
        foreach (var (name, schema) in members) Named(name, schema);
        writer.WriteEndObject();
        if (!required) return;
        writer.WriteStartArray("required");
        foreach (var (name, _) in members) writer.WriteStringValue(name);
        writer.WriteEndArray();
    }

    private void OfType(string type) => Write(type, () => { });

    private void Write(string type, Action more)
    {
        writer.WriteStartObject();
        writer.WriteString("type", type);
        more();
        writer.WriteEndObject();
    }

    private void Named(string name, Action schema)
    {
        writer.WritePropertyName(name);
        schema();
    }
}
