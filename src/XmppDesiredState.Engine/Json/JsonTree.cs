using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace XmppDesiredState.Engine.Json;

/// <summary>
/// Reads a JSON document (RFC 8259) strictly and within bounds: no comments, no trailing commas, no name twice, nothing that is not UTF-8.
/// </summary>
internal sealed class JsonTree
{
    private const int MaximumDepth = 48;
    private const int MaximumNodes = 5_000_000;
    private readonly JsonReading reading;
    private int nodes;

    private JsonTree(JsonReading reading) => this.reading = reading;

    /// <summary>The root, or null with the reason among the findings. A root can come with findings (a name that stands twice).</summary>
    public static JsonNode? Read(JsonReading reading, int maximumBytes)
    {
        var utf8 = reading.Utf8.Span;
        if (utf8.Length > maximumBytes)
        {
            reading.Report(JsonFindingKind.Limit, 0, $"The file has {utf8.Length} bytes; {maximumBytes} are the most that are read.");
            return null;
        }

        if (!Utf8.IsValid(utf8))
        {
            reading.Report(JsonFindingKind.Syntax, FirstInvalid(utf8), "The bytes here are not UTF-8.");
            return null;
        }

        // Windows editors and shells put a byte order mark in front; it says nothing.
        var start = utf8.StartsWith("\uFEFF"u8) ? 3 : 0;
        var reader = new Utf8JsonReader(utf8[start..], new JsonReaderOptions { MaxDepth = MaximumDepth + 8 });
        try
        {
            reader.Read();
            var root = new JsonTree(reading).Node(ref reader, start);
            // What follows the root is read too, and refused there.
            if (root is not null) reader.Read();
            return root;
        }
        catch (JsonException broken)
        {
            reading.Report(JsonFindingKind.Syntax, start + Offset(utf8[start..], broken), "The text is not well-formed JSON here.");
        }
        catch (InvalidOperationException)
        {
            // The reader's word for an escape such as \ud800 that is half a character.
            reading.Report(JsonFindingKind.Syntax, start + (int)reader.TokenStartIndex, "The text here holds half a character (an unpaired surrogate).");
        }

        return null;
    }

    private JsonNode? Node(ref Utf8JsonReader reader, int start)
    {
        var offset = start + (int)reader.TokenStartIndex;
        if (++nodes > MaximumNodes || reader.CurrentDepth > MaximumDepth)
        {
            reading.Report(JsonFindingKind.Limit, offset, "The document is larger or deeper than any that this program writes.");
            return null;
        }

        return reader.TokenType switch
        {
            JsonTokenType.StartObject => Members(ref reader, start, offset),
            JsonTokenType.StartArray => Items(ref reader, start, offset),
            JsonTokenType.String => new JsonNode { Kind = JsonValueKind.String, Offset = offset, Text = reader.GetString() ?? "" },
            JsonTokenType.Number => new JsonNode { Kind = JsonValueKind.Number, Offset = offset, Whole = reader.TryGetInt64(out var whole) ? whole : null },
            JsonTokenType.True => new JsonNode { Kind = JsonValueKind.True, Offset = offset },
            JsonTokenType.False => new JsonNode { Kind = JsonValueKind.False, Offset = offset },
            _ => new JsonNode { Kind = JsonValueKind.Null, Offset = offset },
        };
    }

    private JsonNode? Items(ref Utf8JsonReader reader, int start, int offset)
    {
        var items = ImmutableArray.CreateBuilder<JsonNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Node(ref reader, start) is not { } item) return null;
            items.Add(item);
        }

        return new JsonNode { Kind = JsonValueKind.Array, Offset = offset, Items = items.DrainToImmutable() };
    }

    private JsonNode? Members(ref Utf8JsonReader reader, int start, int offset)
    {
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, JsonNode>>();
        HashSet<string>? names = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString() ?? "";
            // Most objects are small: a set is made only where comparing with all would be slow.
            if (members.Count == 16) names = [.. members.Select(member => member.Key)];
            if (names is null ? Contains(members, name) : !names.Add(name))
                reading.Report(JsonFindingKind.Syntax, start + (int)reader.TokenStartIndex, $"The name '{name}' stands twice in one object.");
            reader.Read();
            if (Node(ref reader, start) is not { } value) return null;
            members.Add(KeyValuePair.Create(name, value));
        }

        return new JsonNode { Kind = JsonValueKind.Object, Offset = offset, Members = members.DrainToImmutable() };
    }

    private static bool Contains(ImmutableArray<KeyValuePair<string, JsonNode>>.Builder members, string name)
    {
        for (var index = 0; index < members.Count; index++)
        {
            if (members[index].Key == name) return true;
        }

        return false;
    }

    private static int Offset(ReadOnlySpan<byte> utf8, JsonException broken)
    {
        var line = 0;
        for (var left = broken.LineNumber ?? 0; left > 0; left--)
        {
            var end = utf8[line..].IndexOf((byte)'\n');
            if (end < 0) break;
            line += end + 1;
        }

        return line + (int)(broken.BytePositionInLine ?? 0);
    }

    private static int FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        var valid = 0;
        while (valid < utf8.Length && Rune.DecodeFromUtf8(utf8[valid..], out _, out var length) == OperationStatus.Done) valid += length;
        return valid;
    }
}
