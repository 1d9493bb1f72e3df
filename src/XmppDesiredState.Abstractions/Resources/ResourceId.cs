namespace XmppDesiredState.Resources;

/// <summary>Kind and name: <c>partner/fabrikam.com</c>. Ordered by phase, kind and name.</summary>
public readonly record struct ResourceId(Kind Kind, string Name) : IComparable<ResourceId>
{
    /// <summary>Reads <c>kind/name</c>; the name may hold anything but line breaks.</summary>
    public static bool TryParse(string text, out ResourceId id)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var kind = slash > 0 && slash < text.Length - 1 && !text.AsSpan().ContainsAny('\r', '\n') ? Kind.Find(text[..slash]) : null;
        id = kind is null ? default : new ResourceId(kind, text[(slash + 1)..]);
        return kind is not null;
    }

    public int CompareTo(ResourceId other)
    {
        var order = Kind.Phase.CompareTo(other.Kind.Phase);
        if (order == 0) order = string.CompareOrdinal(Kind.Name, other.Kind.Name);
        return order != 0 ? order : string.CompareOrdinal(Name, other.Name);
    }

    public override string ToString() => $"{Kind.Name}/{Name}";

    public static bool operator <(ResourceId left, ResourceId right) => left.CompareTo(right) < 0;

    public static bool operator >(ResourceId left, ResourceId right) => left.CompareTo(right) > 0;

    public static bool operator <=(ResourceId left, ResourceId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ResourceId left, ResourceId right) => left.CompareTo(right) >= 0;
}
