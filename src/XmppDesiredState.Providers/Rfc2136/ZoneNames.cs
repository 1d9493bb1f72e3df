using System.Collections.Immutable;
using XmppDesiredState.Federation.Dns;

namespace XmppDesiredState.Providers.Rfc2136;

/// <summary>The zones of an instance, by canonical name.</summary>
internal sealed class ZoneNames
{
    private readonly NearestZone nearest;

    public ZoneNames(IEnumerable<string> written)
    {
        All = [.. written.Select(Rfc2136Options.NameOf).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        nearest = new NearestZone(All);
    }

    public ImmutableArray<string> All { get; }

    /// <summary>The longest zone that <paramref name="owner"/> is in; null when it is in none.</summary>
    public string? Find(string owner) => nearest.Of(owner);
}
