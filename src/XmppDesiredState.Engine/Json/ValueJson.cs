using System.Collections.Immutable;
using System.Text.Json;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Engine.Json;

/// <summary>
/// Values in JSON, the same in plans, records and audit trails. Text, whole numbers (durations in seconds), flags, lists and maps are
/// what they look like; <c>null</c> is <see cref="Value.Cleared"/>. The rest are objects with one name that begins with <c>$</c>:
/// <c>{"$secret": {"env": ["NAME"]}, "version": 1}</c> says where a secret is and never what it is, <c>{"$later": 3}</c> is known after
/// step 3, <c>{"$default": true}</c> is the back end's default. A <c>$</c> in front of a name of a map is doubled.
/// </summary>
public static class ValueJson
{
    private const string Secret = "$secret", Later = "$later", Default = "$default", Version = "version";

    internal static readonly ChoiceType<SecretSource> Sources =
        new(("env", SecretSource.Environment), ("file", SecretSource.File), ("command", SecretSource.Command));

    public static void Write(Utf8JsonWriter writer, Value value)
    {
        switch (value)
        {
            case Value.Text text:
                writer.WriteStringValue(text.Content);
                break;
            case Value.Number number:
                writer.WriteNumberValue(number.Content);
                break;
            case Value.Flag flag:
                writer.WriteBooleanValue(flag.Content);
                break;
            case Value.List list:
                writer.WriteStartArray();
                foreach (var item in list.Items) Write(writer, item);
                writer.WriteEndArray();
                break;
            case Value.Map map:
                WriteMap(writer, map.Items);
                break;
            case Value.Secret secret:
                WriteSecret(writer, secret);
                break;
            case Value.Later later:
                writer.WriteStartObject();
                writer.WriteNumber(Later, later.Step);
                writer.WriteEndObject();
                break;
            case Value.Default:
                writer.WriteStartObject();
                writer.WriteBoolean(Default, true);
                writer.WriteEndObject();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    /// <summary>An object with one name for each item.</summary>
    public static void WriteMap(Utf8JsonWriter writer, ImmutableSortedDictionary<string, Value> items)
    {
        writer.WriteStartObject();
        foreach (var (name, item) in items)
        {
            writer.WritePropertyName(name.StartsWith('$') ? "$" + name : name);
            Write(writer, item);
        }

        writer.WriteEndObject();
    }

    internal static Value Read(JsonNode node, JsonReading reading) => node.Kind switch
    {
        JsonValueKind.String => new Value.Text(node.Text),
        JsonValueKind.Number => ReadNumber(node, reading),
        JsonValueKind.True => new Value.Flag(true),
        JsonValueKind.False => new Value.Flag(false),
        JsonValueKind.Array => new Value.List([.. node.Items.Select(item => Read(item, reading))]),
        JsonValueKind.Object => ReadObject(node, reading),
        _ => Value.Cleared.Instance,
    };

    internal static ImmutableSortedDictionary<string, Value> ReadMap(JsonNode node, JsonReading reading)
    {
        var items = Value.Map.NoItems.ToBuilder();
        foreach (var (name, item) in node.Members)
        {
            if (name.StartsWith('$') && !name.StartsWith("$$", StringComparison.Ordinal))
                reading.Report(item, $"'{JsonObject.Shorten(name)}' is not a form of value that this version knows.");
            else
                items[name.StartsWith('$') ? name[1..] : name] = Read(item, reading);
        }

        return items.ToImmutable();
    }

    private static Value ReadNumber(JsonNode node, JsonReading reading)
    {
        if (node.Whole is null) reading.Report(node, "Only whole numbers of 64 bits are values.");
        return new Value.Number(node.Whole ?? 0);
    }

    private static Value ReadObject(JsonNode node, JsonReading reading)
    {
        if (node.Find(Secret) is { } secret) return ReadSecret(node, secret, reading);
        if (node.Members.Length == 1 && node.Members[0] is { Key: Later, Value: { Whole: > 0 and <= int.MaxValue and var step } }) return new Value.Later((int)step);
        if (node.Members.Length == 1 && node.Members[0] is { Key: Default, Value.Kind: JsonValueKind.True }) return Value.Default.Instance;
        return new Value.Map(ReadMap(node, reading));
    }

    private static void WriteSecret(Utf8JsonWriter writer, Value.Secret secret)
    {
        writer.WriteStartObject();
        writer.WriteStartObject(Secret);
        writer.WriteStartArray(((Value.Text)Sources.Write(secret.Reference.Source)).Content);
        foreach (var argument in secret.Reference.Arguments) writer.WriteStringValue(argument);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteNumber(Version, secret.Version);
        writer.WriteEndObject();
    }

    private static Value ReadSecret(JsonNode node, JsonNode secret, JsonReading reading)
    {
        if (node.Members.Length == 2 && node.Find(Version) is { Whole: >= 0 and var version }
            && secret.Members.Length == 1 && secret.Members[0] is { Key: var word, Value: { Kind: JsonValueKind.Array, Items: { Length: > 0 } arguments } }
            && arguments.All(argument => argument.Kind == JsonValueKind.String)
            && Sources.TryRead(new Value.Text(word), out SecretSource source, out _))
            return new Value.Secret(new SecretReference(source, [.. arguments.Select(argument => argument.Text)]), version);

        reading.Report(node, "This is not a reference to a secret.");
        return Value.Cleared.Instance;
    }
}
