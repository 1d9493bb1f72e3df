namespace XmppDesiredState.Resources;

/// <summary>A resource on one provider instance: <c>partner/fabrikam.com@lync</c>. One id may live on several providers (a migration); one address stands once.</summary>
public readonly record struct Address(ResourceId Id, string Provider) : IComparable<Address>
{
    /// <summary>Reads <c>kind/name@provider</c>. Provider names hold no <c>@</c>, so the last one separates.</summary>
    public static bool TryParse(string text, out Address address)
    {
        var at = text.LastIndexOf('@');
        var read = ResourceId.TryParse(at > 0 ? text[..at] : "", out var id) && at < text.Length - 1;
        address = read ? new Address(id, text[(at + 1)..]) : default;
        return read;
    }

    public int CompareTo(Address other)
    {
        var order = Id.CompareTo(other.Id);
        return order != 0 ? order : string.CompareOrdinal(Provider, other.Provider);
    }

    // Not by way of the id's own text, which would be a second string: a run of thousands writes each address a dozen times.
    public override string ToString() => $"{Id.Kind.Name}/{Id.Name}@{Provider}";

    public static bool operator <(Address left, Address right) => left.CompareTo(right) < 0;

    public static bool operator >(Address left, Address right) => left.CompareTo(right) > 0;

    public static bool operator <=(Address left, Address right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Address left, Address right) => left.CompareTo(right) >= 0;
}
