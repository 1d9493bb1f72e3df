using System.Buffers;
using System.Text.Json;
using Azure;

namespace XmppDesiredState.Providers.AzureDns.AzureDns.ResourceManager;

/// <summary>Record sets as JSON of API version 2018-05-01 (Azure/azure-rest-api-specs, specification/dns), both ways.</summary>
internal static class DnsSrvRecordJson
{
    // TXT sets aside, nothing in this API nests deeper than five.
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 16 };

    public static byte[] Write(DnsSrvRecordData data)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("properties");
            if (data.Metadata.Count > 0)
            {
                json.WriteStartObject("metadata");
                foreach (var (key, value) in data.Metadata.OrderBy(item => item.Key, StringComparer.Ordinal)) json.WriteString(key, value);
                json.WriteEndObject();
            }

            if (data.TtlInSeconds is { } ttl) json.WriteNumber("TTL", ttl);
            json.WriteStartArray("SRVRecords");
            foreach (var record in data.DnsSrvRecords)
            {
                json.WriteStartObject();
                json.WriteNumber("priority", record.Priority ?? 0);
                json.WriteNumber("weight", record.Weight ?? 0);
                json.WriteNumber("port", record.Port ?? 0);
                json.WriteString("target", record.Target);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="FormatException">It is no record set.</exception>
    public static DnsSrvRecordData Read(BinaryData content) => Parse(content, Read);

    /// <exception cref="FormatException">It is no page of record sets.</exception>
    public static (DnsSrvRecordData[] Sets, string? NextLink) ReadPage(BinaryData content) => Parse(content, root =>
        (root.GetProperty("value").EnumerateArray().Select(Read).ToArray(), root.TryGetProperty("nextLink", out var link) && link.ValueKind != JsonValueKind.Null ? link.GetString() : null));

    private static T Parse<T>(BinaryData content, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(content.ToMemory(), Shallow);
            return read(document.RootElement);
        }
        // Of another shape than documented: a missing property, another type, a number out of range.
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new FormatException("The answer is not of the documented form.", problem);
        }
    }

    private static DnsSrvRecordData Read(JsonElement set)
    {
        var properties = set.GetProperty("properties");
        var data = new DnsSrvRecordData
        {
            Name = set.GetProperty("name").GetString() ?? throw new FormatException("A record set without a name."),
            // Without one there is nothing to compare a write with.
            ETag = set.GetProperty("etag").GetString() is { Length: > 0 } etag ? new ETag(etag) : throw new FormatException("A record set without an ETag."),
            TtlInSeconds = properties.GetProperty("TTL").GetInt64(),
        };
        if (properties.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object)
        {
            foreach (var item in metadata.EnumerateObject()) data.Metadata[item.Name] = item.Value.GetString() ?? "";
        }

        // An alias set may have none.
        if (!properties.TryGetProperty("SRVRecords", out var records) || records.ValueKind == JsonValueKind.Null) return data;
        foreach (var record in records.EnumerateArray())
        {
            data.DnsSrvRecords.Add(new DnsSrvRecordInfo
            {
                Priority = record.GetProperty("priority").GetUInt16(),
                Weight = record.GetProperty("weight").GetUInt16(),
                Port = record.GetProperty("port").GetUInt16(),
                Target = record.GetProperty("target").GetString() ?? "",
            });
        }

        return data;
    }
}
