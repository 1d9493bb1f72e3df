using Azure;
using Azure.Core;

namespace XmppDesiredState.Providers.AzureDns.AzureDns.ResourceManager;

/// <summary>A record set and what can be done to it, named as in <c>Azure.ResourceManager.Dns</c>.</summary>
internal sealed class DnsSrvRecordResource(DnsSrvRecordCollection collection, DnsSrvRecordData data)
{
    public DnsSrvRecordData Data => data;

    /// <summary>The response's status tells 200, deleted, from 204, was not there. The package returns an operation around it.</summary>
    /// <exception cref="RequestFailedException">Any other answer, or none (status 0).</exception>
    public Task<Response> DeleteAsync(WaitUntil waitUntil, ETag? ifMatch, CancellationToken cancellationToken) =>
        collection.SendAsync(RequestMethod.Delete, collection.UriOf(data.Name), null, ifMatch, null, [200, 204], cancellationToken);
}
