using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace XmppDesiredState.Providers.AzureDns.AzureDns.ResourceManager;

/// <summary>
/// The SRV record sets of one zone, named as in <c>Azure.ResourceManager.Dns</c>, so that the package can take this folder's place.
/// Operations on record sets are synchronous in the API, so there is nothing to wait for.
/// </summary>
internal sealed class DnsSrvRecordCollection(HttpPipeline pipeline, Uri endpoint, string zonePath)
{
    /// <summary>Latest stable version; the shape of SRV sets is the same in the later previews.</summary>
    private const string ApiVersion = "2018-05-01";

    public Uri Endpoint => endpoint;

    public static string CreateZonePath(string subscription, string resourceGroup, string zone) =>
        $"/subscriptions/{Uri.EscapeDataString(subscription)}/resourceGroups/{Uri.EscapeDataString(resourceGroup)}/providers/Microsoft.Network/dnsZones/{Uri.EscapeDataString(zone)}";

    public AsyncPageable<DnsSrvRecordResource> GetAllAsync(int? top, string? recordsetnamesuffix, CancellationToken cancellationToken) =>
        new DnsSrvRecordPages(this, top, recordsetnamesuffix, cancellationToken);

    public async Task<Response<DnsSrvRecordResource>> GetAsync(string name, CancellationToken cancellationToken)
    {
        var response = await SendAsync(RequestMethod.Get, UriOf(name), null, null, null, [200], cancellationToken);
        return Response.FromValue(new DnsSrvRecordResource(this, DnsSrvRecordJson.Read(response.Content)), response);
    }

    /// <param name="ifMatch">The set must exist and have this tag.</param>
    /// <param name="ifNoneMatch"><c>*</c>: the set must not exist.</param>
    /// <exception cref="RequestFailedException">412 where the condition does not hold; any other answer; none (status 0).</exception>
    public async Task<Response<DnsSrvRecordResource>> CreateOrUpdateAsync(WaitUntil waitUntil, string name, DnsSrvRecordData data, ETag? ifMatch, string? ifNoneMatch,
        CancellationToken cancellationToken)
    {
        var response = await SendAsync(RequestMethod.Put, UriOf(name), DnsSrvRecordJson.Write(data), ifMatch, ifNoneMatch, [200, 201], cancellationToken);
        return Response.FromValue(new DnsSrvRecordResource(this, DnsSrvRecordJson.Read(response.Content)), response);
    }

    /// <summary>A set by name, without asking for it.</summary>
    public DnsSrvRecordResource Of(string name) => new(this, new DnsSrvRecordData { Name = name });

    public Uri UriOf(string? name, int? top = null, string? suffix = null)
    {
        var uri = new RequestUriBuilder();
        uri.Reset(endpoint);
        uri.AppendPath(zonePath + "/SRV", escape: false);
        if (name is not null)
        {
            uri.AppendPath("/", escape: false);
            uri.AppendPath(name, escape: true);
        }

        uri.AppendQuery("api-version", ApiVersion, escapeValue: true);
        if (top is { } count) uri.AppendQuery("$top", count.ToString(), escapeValue: true);
        if (suffix is not null) uri.AppendQuery("$recordsetnamesuffix", suffix, escapeValue: true);
        return uri.ToUri();
    }

    public async Task<Response> SendAsync(RequestMethod method, Uri uri, byte[]? body, ETag? ifMatch, string? ifNoneMatch, int[] expected, CancellationToken cancellationToken)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(uri);
        message.Request.Headers.Add("Accept", "application/json");
        if (ifMatch is { } tag) message.Request.Headers.Add("If-Match", tag.ToString("H"));
        if (ifNoneMatch is not null) message.Request.Headers.Add("If-None-Match", ifNoneMatch);
        if (body is not null)
        {
            message.Request.Headers.Add("Content-Type", "application/json");
            message.Request.Content = RequestContent.Create(body);
        }

        await pipeline.SendAsync(message, cancellationToken);
        var response = message.Response;
        return expected.Contains(response.Status) ? response : throw new RequestFailedException(response);
    }
}
