using System.Collections.Immutable;
using XmppDesiredState.Federation.Dns;
using XmppDesiredState.Providers.ZoneFile.Master;

namespace XmppDesiredState.Providers.ZoneFile;

/// <summary>The zones of an instance and their files, by canonical name.</summary>
internal sealed class ZoneMap
{
    private readonly ImmutableSortedDictionary<string, string> paths;
    private readonly NearestZone nearest;

    public ZoneMap(ImmutableSortedDictionary<string, string> zones)
    {
        paths = zones
            .Select(zone => (Name: Normalize(zone.Key), zone.Value))
            .Where(zone => zone.Name is not null)
            .GroupBy(zone => zone.Name!, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(group => group.Key, group => group.First().Value, StringComparer.Ordinal);
        nearest = new NearestZone(paths.Keys);
    }

    public IEnumerable<KeyValuePair<string, string>> All => paths;

    public string PathOf(string zone) => paths[zone];

    /// <summary>The longest zone that <paramref name="owner"/> is in; null when it is in none.</summary>
    public string? Find(string owner) => nearest.Of(owner);

    /// <summary>A zone's name in canonical form; null when it is none. Wider than host names: <c>_tcp.contoso.com</c> and <c>test</c> are zones too.</summary>
    public static string? Normalize(string written)
    {
        if (Values.DomainName.TryNormalize(written, out var name) is null) return name;
        if (written.Length is 0 or > 254 || written.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))) return null;
        var lower = written.ToLowerInvariant();
        var resolved = ZoneName.Resolve(System.Text.Encoding.Latin1.GetBytes(lower), "");
        return string.IsNullOrEmpty(resolved) ? null : resolved;
    }
}
