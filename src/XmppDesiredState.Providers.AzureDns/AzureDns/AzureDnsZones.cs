using System.Collections.Immutable;
using XmppDesiredState.Federation.Dns;

namespace XmppDesiredState.Providers.AzureDns.AzureDns;

/// <summary>The zones of an instance, and names relative to them.</summary>
internal sealed class AzureDnsZones(ImmutableArray<string> zones)
{
    private readonly NearestZone nearest = new(zones.IsDefault ? [] : zones);

    public IEnumerable<string> All => (zones.IsDefault ? [] : zones).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>The longest zone that <paramref name="owner"/> is in; null when it is in none.</summary>
    public string? Find(string owner) => nearest.Of(owner);

    /// <summary><c>_xmpp-server._tcp.a</c> of <c>_xmpp-server._tcp.a.contoso.com</c> in <c>contoso.com</c>.</summary>
    public static string Relative(string owner, string zone) => owner[..^(zone.Length + 1)];

    public static string Owner(string relative, string zone) => $"{relative.ToLowerInvariant()}.{zone}";
}
