using System.Collections.Immutable;
using System.Text.Json;

namespace XmppDesiredState.Engine.Json;

/// <summary>
/// An object read by the names it should have. What is missing or of another type is reported and replaced by something harmless, so that
/// reading goes on and finds the rest; the caller throws the result away unless the reading is sound.
/// </summary>
internal sealed class JsonObject
{
    private readonly JsonNode node;
    private readonly JsonReading reading;

    public JsonObject(JsonNode node, JsonReading reading)
    {
        if (node.Kind != JsonValueKind.Object) reading.Report(node, "An object is meant here.");
        this.node = node;
        this.reading = reading;
    }

    public JsonNode Node => node;

    public JsonReading Reading => reading;

    public ImmutableArray<KeyValuePair<string, JsonNode>> Members => node.Members;

    public string Text(string name) => Required(name, JsonValueKind.String, "a text")?.Text ?? "";

    /// <summary>Null where the name is missing or null.</summary>
    public string? OptionalText(string name) => Optional(name, JsonValueKind.String, "a text")?.Text;

    /// <summary>A whole number from 0 to <see cref="int.MaxValue"/>.</summary>
    public int Count(string name)
    {
        var number = Required(name, JsonValueKind.Number, "a number");
        if (number is { Whole: null or < 0 or > int.MaxValue }) reading.Report(number, $"'{name}' must be a whole number from 0 to {int.MaxValue}.");
        return number is { Whole: >= 0 and <= int.MaxValue and var whole } ? (int)whole : 0;
    }

    /// <summary>Null where the name is missing or null.</summary>
    public int? OptionalCount(string name) => node.Find(name) is null or { Kind: JsonValueKind.Null } ? null : Count(name);

    public bool Flag(string name)
    {
        var found = node.Find(name);
        if (found is not { Kind: JsonValueKind.True or JsonValueKind.False }) reading.Report(found ?? node, $"'{name}' must be true or false.");
        return found is { Kind: JsonValueKind.True };
    }

    public ImmutableArray<JsonNode> List(string name) => Required(name, JsonValueKind.Array, "a list")?.Items ?? [];

    public ImmutableArray<JsonObject> Objects(string name) => [.. List(name).Select(item => new JsonObject(item, reading))];

    public ImmutableArray<string> Texts(string name) => [.. List(name).Select(Text)];

    public JsonObject Object(string name) =>
        new(Required(name, JsonValueKind.Object, "an object") ?? new JsonNode { Kind = JsonValueKind.Object, Offset = node.Offset }, reading);

    /// <summary>Null where the name is missing or null.</summary>
    public JsonObject? OptionalObject(string name) => Optional(name, JsonValueKind.Object, "an object") is { } found ? new JsonObject(found, reading) : null;

    /// <summary>The text, read by <paramref name="parse"/>; null is reported as what it should have been.</summary>
    public T? Parsed<T>(string name, Func<string, T?> parse, string meaning)
        where T : struct
    {
        if (Required(name, JsonValueKind.String, "a text") is not { } text) return null;
        var parsed = parse(text.Text);
        if (parsed is null) reading.Report(text, $"'{name}' is not {meaning}: '{Shorten(text.Text)}'.");
        return parsed;
    }

    public static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");

    private string Text(JsonNode item)
    {
        if (item.Kind != JsonValueKind.String) reading.Report(item, "A text is meant here.");
        return item.Text;
    }

    private JsonNode? Required(string name, JsonValueKind kind, string meaning)
    {
        var found = node.Find(name);
        if (found?.Kind == kind) return found;
        reading.Report(found ?? node, found is null ? $"'{name}' is missing." : $"'{name}' must be {meaning}.");
        return null;
    }

    private JsonNode? Optional(string name, JsonValueKind kind, string meaning) =>
        node.Find(name) is null or { Kind: JsonValueKind.Null } ? null : Required(name, kind, meaning);
}
