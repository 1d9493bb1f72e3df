using System.Collections.Immutable;
using System.Text.Json;

namespace XmppDesiredState.Engine.Json;

/// <summary>A JSON value that knows where it stood, which <see cref="JsonElement"/> does not.</summary>
internal sealed class JsonNode
{
    public required JsonValueKind Kind { get; init; }

    /// <summary>Of its first byte in the document.</summary>
    public required int Offset { get; init; }

    /// <summary>Content of a string; empty for everything else.</summary>
    public string Text { get; init; } = "";

    /// <summary>A number that is whole and fits.</summary>
    public long? Whole { get; init; }

    public ImmutableArray<JsonNode> Items { get; init; } = [];

    /// <summary>In the order of the document; no name stands twice.</summary>
    public ImmutableArray<KeyValuePair<string, JsonNode>> Members { get; init; } = [];

    public JsonNode? Find(string name)
    {
        foreach (var (key, value) in Members)
        {
            if (key == name) return value;
        }

        return null;
    }
}
