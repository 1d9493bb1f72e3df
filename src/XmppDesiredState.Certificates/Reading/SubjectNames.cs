using System.Collections.Immutable;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Certificates.Reading;

/// <summary>Subjects by the names of <see cref="Certificate.Subject"/>, in the order C, ST, L, O, OU, CN.</summary>
internal static class SubjectNames
{
    private static readonly (string Name, DerObjectIdentifier Id)[] Order =
    [
        (Certificate.Country.Name, X509Name.C), (Certificate.State.Name, X509Name.ST), (Certificate.Locality.Name, X509Name.L), (Certificate.Organization.Name, X509Name.O),
        (Certificate.OrganizationalUnit.Name, X509Name.OU), (Certificate.CommonName.Name, X509Name.CN),
    ];

    public static X509Name Write(WantedCertificate wanted)
    {
        var parts = wanted.CommonName is null ? wanted.Subject : wanted.Subject.SetItem(Certificate.CommonName.Name, wanted.CommonName);
        var given = Order.Where(part => parts.TryGetValue(part.Name, out var value) && value.Length > 0).ToArray();
        return new X509Name([.. given.Select(part => part.Id)], [.. given.Select(part => Escape(parts[part.Name]))]);
    }

    public static ImmutableSortedDictionary<string, string> Read(X509Name subject) => subject.GetOidList().Zip(subject.GetValueList())
        .GroupBy(part => Array.Find(Order, known => known.Id.Equals(part.First)).Name ?? part.First.Id, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(group => group.Key, group => Foreign.Line(string.Join(" + ", group.Select(part => Unescape(part.Second)))), StringComparer.Ordinal);

    // BouncyCastle takes a leading number sign for encoded bytes, and a leading backslash for an escape.
    private static string Escape(string value) => value[0] is '#' or '\\' ? '\\' + value : value;

    private static string Unescape(string value) => value.StartsWith("\\#", StringComparison.Ordinal) ? value[1..] : value;
}
