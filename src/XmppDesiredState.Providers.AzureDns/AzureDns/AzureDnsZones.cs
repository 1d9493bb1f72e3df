using System.Collections.Immutable;

namespace XmppDesiredState.Providers.AzureDns.AzureDns;

/// <summary>The zones of an instance, and names relative to them.</summary>
internal sealed class AzureDnsZones(ImmutableArray<string> zones)
{
    private readonly HashSet<string> names = new(zones.IsDefault ? [] : zones, StringComparer.Ordinal);

    public IEnumerable<string> All => names.Order(StringComparer.Ordinal);

    /// <summary>The longest zone that <paramref name="owner"/> is in; null when it is in none.</summary>
    public string? Find(string owner)
    {
        var known = names.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var name = owner.AsSpan(); ;)
        {
            if (known.TryGetValue(name, out var zone)) return zone;
            var dot = name.IndexOf('.');
            if (dot < 0) return null;
            name = name[(dot + 1)..];
        }
    }

    /// <summary><c>_xmpp-server._tcp.a</c> of <c>_xmpp-server._tcp.a.contoso.com</c> in <c>contoso.com</c>.</summary>
    public static string Relative(string owner, string zone) => owner[..^(zone.Length + 1)];

    public static string Owner(string relative, string zone) => $"{relative.ToLowerInvariant()}.{zone}";
}
