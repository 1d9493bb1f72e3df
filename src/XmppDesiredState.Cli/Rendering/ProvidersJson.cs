using System.Text.Json;
using XmppDesiredState.Providers;
using XmppDesiredState.Values;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>Types of provider for programs.</summary>
internal static class ProvidersJson
{
    public static string Render(IReadOnlyList<IProviderFactory> factories) => JsonText.Document(json =>
    {
        json.WriteStartObject();
        json.WriteString("format_version", "1.0");
        json.WriteStartArray("providers");
        foreach (var factory in factories) Write(json, factory);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, IProviderFactory factory)
    {
        json.WriteStartObject();
        json.WriteString("type", factory.Type);
        json.WriteString("summary", factory.Summary);
        json.WriteStartArray("options");
        foreach (var field in factory.Options)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            json.WriteString("summary", field.Summary);
            json.WriteString("takes", field.UntypedType.Description);
            json.WriteBoolean("required", field.Is(Traits.Required));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("kinds");
        foreach (var capability in factory.Capabilities)
        {
            json.WriteStartObject();
            json.WriteString("kind", capability.Kind.Name);
            WriteNames(json, "operations", capability.Operations.Select(Words.Of));
            WriteNames(json, "attributes", capability.Fields.Select(field => field.Name));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
