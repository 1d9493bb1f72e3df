using System.Text.Json;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Json;

/// <summary>Attributes of a resource in JSON, read back against the declaration of its kind.</summary>
internal static class ResourceJson
{
    /// <summary>An object with one name for each attribute; <c>null</c> where there is no resource.</summary>
    public static void Write(Utf8JsonWriter writer, Resource? resource)
    {
        if (resource is null) writer.WriteNullValue();
        else ValueJson.WriteMap(writer, resource.Attributes);
    }

    public static Resource Read(JsonNode node, ResourceId id, JsonReading reading)
    {
        if (node.Kind != JsonValueKind.Object) reading.Report(node, $"The attributes of {id} must be an object.");
        var attributes = Value.Map.NoItems.ToBuilder();
        foreach (var (name, item) in node.Members)
        {
            if (id.Kind.FindField(name) is { } field) attributes[name] = Read(item, field, reading);
            else reading.Report(item, $"'{JsonObject.Shorten(name)}' is not an attribute of {id.Kind} that this version knows.");
        }

        return new Resource(id, attributes.ToImmutable());
    }

    /// <summary>Null when it is none, or of a kind that this version does not know.</summary>
    public static Address? ParseAddress(string text) => Address.TryParse(text, out var address) ? address : null;

    /// <summary>A value of a field, in canonical form.</summary>
    public static Value Read(JsonNode node, Field field, JsonReading reading)
    {
        var value = ValueJson.Read(node, reading);
        if (value is Value.Cleared or Value.Default || IsPartlyLater(value)) return value;
        if (field.TryRead(value, out var canonical, out var problem)) return canonical;
        reading.Report(node, $"{field.Name} {problem.Message}.");
        return value;
    }

    // A type cannot judge what is not known yet: the thumbprint that one member of a map will run with.
    private static bool IsPartlyLater(Value value) => value switch
    {
        Value.Later => true,
        Value.List list => list.Items.Any(IsPartlyLater),
        Value.Map map => map.Items.Values.Any(IsPartlyLater),
        _ => false,
    };
}
