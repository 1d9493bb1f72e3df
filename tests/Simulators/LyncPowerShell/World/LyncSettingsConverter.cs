using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace XmppDesiredState.LyncPowerShell.World;

internal sealed class LyncSettingsConverter : JsonConverter<LyncSettings>
{
    public override LyncSettings Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var values = document.RootElement.EnumerateObject().Where(property => property.Name != "Identity")
            .ToImmutableDictionary(property => property.Name, property => Value(property.Value), StringComparer.OrdinalIgnoreCase);
        return new(document.RootElement.GetProperty("Identity").GetString()!, values);
    }

    public override void Write(Utf8JsonWriter writer, LyncSettings value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("Identity", value.Identity);
        foreach (var (name, item) in value.Values.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            if (item is bool flag) writer.WriteBooleanValue(flag);
            else if (item is uint number) writer.WriteNumberValue(number);
            else writer.WriteStringValue(item?.ToString());
        }
        writer.WriteEndObject();
    }

    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.GetUInt32(),
        _ => element.GetString(),
    };
}
