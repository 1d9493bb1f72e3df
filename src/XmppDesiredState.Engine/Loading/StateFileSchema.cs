using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using XmppDesiredState.Engine.Loading.Layout;
using XmppDesiredState.Providers;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Engine.Loading;

/// <summary>The JSON Schema (draft 2020-12) of state files, overlays and connections files, for editors.</summary>
public static class StateFileSchema
{
    /// <summary>The same factories give the same text.</summary>
    public static string Create(ImmutableArray<IProviderFactory> factories)
    {
        var layout = new StateFileLayout(factories);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            json.WriteString("title", "XmppDesiredState state file");
            // One list of keys, so that completion works before kind is written; which kind has which is told below.
            new SchemaWriter(json).Properties(new ObjectType("a state file", [.. layout.Federation.Fields, StateFileLayout.Remove]), withRequired: true);
            json.WriteStartArray("anyOf");
            WriteKind(json, "federation", isNamed: false, layout.Federation);
            WriteKind(json, "overlay", isNamed: true, layout.Overlay);
            WriteKind(json, "connections", isNamed: true, layout.Connections);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteKind(Utf8JsonWriter json, string kind, bool isNamed, ObjectType type)
    {
        json.WriteStartObject();
        json.WriteString("description", type.Description);
        json.WriteStartObject("properties");
        foreach (var field in type.Fields)
        {
            json.WriteStartObject(field.Name);
            if (field.Name == StateFileLayout.FileKindField.Name)
            {
                json.WriteStartArray("enum");
                json.WriteStringValue(kind);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (isNamed)
        {
            json.WriteStartArray("required");
            json.WriteStringValue(StateFileLayout.FileKindField.Name);
            if (kind == "overlay") json.WriteStringValue(StateFileLayout.Name.Name);
            json.WriteEndArray();
        }

        json.WriteBoolean("additionalProperties", false);
        json.WriteEndObject();
    }
}
