namespace XmppDesiredState.Providers.AzureDns.AzureDns.ResourceManager;

/// <summary>One record of a set, named as in <c>Azure.ResourceManager.Dns.Models</c>.</summary>
internal sealed class DnsSrvRecordInfo
{
    public int? Priority { get; set; }

    public int? Weight { get; set; }

    public int? Port { get; set; }

    public string? Target { get; set; }
}
