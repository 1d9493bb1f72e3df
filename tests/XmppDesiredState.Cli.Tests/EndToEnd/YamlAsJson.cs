using System.Text.Json.Nodes;
using XmppDesiredState.Values;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>A YAML document as an editor hands it to a validator of JSON schemas.</summary>
internal static class YamlAsJson
{
    public static string Convert(string text) => Node(YamlTree.Parse(text, "example.yaml", YamlLimits.Default, [])!)!.ToJsonString();

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMapping map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Node(entry.Value)))),
        YamlSequence list => new JsonArray([.. list.Items.Select(Node)]),
        YamlScalar scalar => YamlValues.ToValue(scalar) switch
        {
            Value.Flag flag => JsonValue.Create(flag.Content),
            Value.Number number => JsonValue.Create(number.Content),
            Value.Cleared => null,
            _ => JsonValue.Create(scalar.Text),
        },
        _ => null,
    };
}
