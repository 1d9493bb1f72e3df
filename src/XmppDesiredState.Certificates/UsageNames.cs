namespace XmppDesiredState.Certificates;

/// <summary>Extended key usages by the names that people write (RFC 5280 §4.2.1.12); every other one is its dotted OID.</summary>
public static class UsageNames
{
    public const string ServerAuth = "serverAuth", ClientAuth = "clientAuth";

    internal const string Any = "2.5.29.37.0";

    private const string ServerAuthOid = "1.3.6.1.5.5.7.3.1", ClientAuthOid = "1.3.6.1.5.5.7.3.2";

    /// <summary>Whether a certificate with these usages may be used for that one; without any, for everything (RFC 5280 §4.2.1.12).</summary>
    public static bool Permit(IReadOnlyCollection<string> usages, string usage) => usages.Count == 0 || usages.Contains(Any, StringComparer.Ordinal) || usages.Contains(usage, StringComparer.Ordinal);

    /// <summary>Null when it is neither a known name nor an OID.</summary>
    public static string? ToOid(string usage) => usage switch
    {
        ServerAuth => ServerAuthOid,
        ClientAuth => ClientAuthOid,
        _ => IsOid(usage) ? usage : null,
    };

    public static string FromOid(string oid) => oid switch
    {
        ServerAuthOid => ServerAuth,
        ClientAuthOid => ClientAuth,
        _ => oid,
    };

    private static bool IsOid(string text)
    {
        var arcs = text.Split('.');
        return text.Length <= 128 && arcs is [['0' or '1' or '2'], _, ..] && arcs.All(arc => arc.Length is > 0 and <= 18 && arc.All(char.IsAsciiDigit) && (arc.Length == 1 || arc[0] != '0'))
            && (arcs[0] == "2" || int.Parse(arcs[1][..Math.Min(arcs[1].Length, 9)], System.Globalization.CultureInfo.InvariantCulture) < 40);
    }
}
