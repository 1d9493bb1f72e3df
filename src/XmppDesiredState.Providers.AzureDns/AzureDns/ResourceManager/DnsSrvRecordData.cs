using Azure;

namespace XmppDesiredState.Providers.AzureDns.AzureDns.ResourceManager;

/// <summary>A record set as the service holds it, named as in <c>Azure.ResourceManager.Dns</c>.</summary>
internal sealed class DnsSrvRecordData
{
    /// <summary>Relative to the zone: <c>_xmpp-server._tcp</c> for the zone's own domain.</summary>
    public string Name { get; init; } = "";

    public ETag? ETag { get; init; }

    public long? TtlInSeconds { get; set; }

    /// <summary>Free words of whoever made the set. A PUT replaces them too.</summary>
    public IDictionary<string, string> Metadata { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IList<DnsSrvRecordInfo> DnsSrvRecords { get; } = [];
}
