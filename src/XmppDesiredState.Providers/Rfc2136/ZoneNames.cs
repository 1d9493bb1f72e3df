using System.Collections.Immutable;

namespace XmppDesiredState.Providers.Rfc2136;

/// <summary>The zones of an instance, by canonical name.</summary>
internal sealed class ZoneNames
{
    private readonly HashSet<string> names;

    public ZoneNames(IEnumerable<string> written)
    {
        All = [.. written.Select(Rfc2136Options.NameOf).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        names = new HashSet<string>(All, StringComparer.Ordinal);
    }

    public ImmutableArray<string> All { get; }

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
}
