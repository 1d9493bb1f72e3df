using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace XmppDesiredState.ArmEndpoint;

/// <summary>The SRV sets of one zone, with the conditions that the service honours.</summary>
public sealed class DnsZone(ArmServer server, string zone)
{
    private readonly SortedDictionary<string, RecordSet> sets = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock gate = new();
    private int version;

    public RecordSet? this[string name]
    {
        get
        {
            lock (gate) return sets.GetValueOrDefault(name);
        }
    }

    public int Count
    {
        get
        {
            lock (gate) return sets.Count;
        }
    }

    /// <summary>As somebody in the portal would: without a condition.</summary>
    public void Put(string name, string properties)
    {
        lock (gate) Store(name, JsonNode.Parse(properties)!.AsObject());
    }

    public void Remove(string name)
    {
        lock (gate) sets.Remove(name);
    }

    internal async Task AnswerAsync(HttpContext context, string? name)
    {
        var body = context.Request.Method == "PUT" ? (await JsonNode.ParseAsync(context.Request.Body))!["properties"]!.AsObject() : null;
        var (status, answer) = Answer(context.Request, name, body);
        if (answer is null) context.Response.StatusCode = status;
        else await WriteAsync(context, status, answer);
    }

    internal static Task ErrorAsync(HttpContext context, int status, string code, string message) =>
        WriteAsync(context, status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });

    private (int Status, JsonObject? Body) Answer(HttpRequest request, string? name, JsonObject? body)
    {
        lock (gate)
        {
            if (name is null) return (200, Page(request));
            var exists = sets.TryGetValue(name, out var set);
            var ifMatch = request.Headers.IfMatch.ToString().Trim('"');
            var isHeld = (request.Headers.IfNoneMatch != "*" || !exists) && (ifMatch.Length == 0 || (exists && (ifMatch == "*" || ifMatch == set!.ETag)));
            switch (request.Method)
            {
                case "GET" when exists:
                    return (200, Show(name, set!));
                case "GET":
                    return (404, new JsonObject { ["code"] = "NotFound", ["message"] = $"The resource record '{name}' does not exist in resource group '{ArmServer.ResourceGroup}'." });
                case "DELETE" when !exists:
                    return (204, null);
                // Recorded from the service: this one comes without "error" around it.
                case "PUT" or "DELETE" when !isHeld:
                    return (412, new JsonObject { ["code"] = "PreconditionFailed", ["message"] = $"The Record set {name} has been modified (etag mismatch)." });
                case "DELETE":
                    sets.Remove(name);
                    return (200, null);
                case "PUT" when body!["TTL"] is not { } ttl || ttl.GetValue<long>() < 1 || body["SRVRecords"]!.AsArray().Count > 20:
                    return (400, new JsonObject { ["error"] = new JsonObject { ["code"] = "BadRequest", ["message"] = "The record set is not valid." } });
                default:
                    Store(name, body!);
                    return (exists ? 200 : 201, Show(name, sets[name]));
            }
        }
    }

    private JsonObject Page(HttpRequest request)
    {
        var skip = int.TryParse(request.Query["$skipToken"], out var token) ? token : 0;
        var page = new JsonObject { ["value"] = new JsonArray([.. sets.Skip(skip).Take(server.PageSize).Select(item => Show(item.Key, item.Value))]) };
        if (skip + server.PageSize < sets.Count) page["nextLink"] = $"{request.Scheme}://{request.Host}{request.Path.ToUriComponent()}?api-version=2018-05-01&$skipToken={skip + server.PageSize}";
        return page;
    }

    private void Store(string name, JsonObject properties) => sets[name] = new RecordSet(properties, $"00000000-0000-0000-0000-{++version:x12}");

    private JsonObject Show(string name, RecordSet set)
    {
        var properties = set.Properties.DeepClone().AsObject();
        properties["fqdn"] = $"{name}.{zone}.";
        properties["targetResource"] = new JsonObject();
        properties["provisioningState"] = "Succeeded";
        return new JsonObject
        {
            ["id"] = $"/subscriptions/{ArmServer.Subscription}/resourceGroups/{ArmServer.ResourceGroup}/providers/Microsoft.Network/dnszones/{zone}/SRV/{name}",
            ["name"] = name,
            ["type"] = "Microsoft.Network/dnszones/SRV",
            ["etag"] = set.ETag,
            ["properties"] = properties,
        };
    }

    private static async Task WriteAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(body.ToJsonString());
    }
}
