namespace XmppDesiredState.Federation.Dns;

/// <summary>Which of some zones a name belongs to: the longest it is in, since a zone has no say below the cut where another begins (RFC 1034 §4.2).</summary>
/// <param name="zones">Canonical names.</param>
public sealed class NearestZone(IEnumerable<string> zones)
{
    private readonly HashSet<string> names = new(zones, StringComparer.Ordinal);

    /// <summary>Null when it is in none.</summary>
    /// <param name="name">Canonical.</param>
    public string? Of(string name)
    {
        var known = names.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var rest = name.AsSpan(); ;)
        {
            if (known.TryGetValue(rest, out var zone)) return zone;
            var dot = rest.IndexOf('.');
            if (dot < 0) return null;
            rest = rest[(dot + 1)..];
        }
    }
}
