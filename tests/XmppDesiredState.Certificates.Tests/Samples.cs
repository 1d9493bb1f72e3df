using System.Collections.Immutable;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Certificates.Tests;

/// <summary>Keys and CAs that tests share, because making them takes time.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static readonly WantedCertificate Wanted = new("edge", "contoso.test",
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("organization", "Contoso, Inc.").Add("organizationalUnit", "IT \"Ops\" + Ü").Add("locality", "Redmond").Add("state", "Washington").Add("country", "US"),
        ["contoso.test", "sip.contoso.test", "xmpp.contoso.test"], KeyAlgorithm.Ecdsa, 256, Exportable: true, ["serverAuth"], ["clientAuth"], "digest");

    private static readonly Lazy<KeyPair> LazyKey = new(() => KeyPair.Create(KeyAlgorithm.Ecdsa, 256));
    private static readonly Lazy<KeyPair> LazyOther = new(() => KeyPair.Create(KeyAlgorithm.Ecdsa, 256));
    private static readonly Lazy<CertificateAuthority> LazyAuthority = new(() => CertificateAuthority.Create("Sample CA", KeyAlgorithm.Ecdsa, 256, TimeSpan.FromDays(3650), Now - TimeSpan.FromDays(1000)));

    public static KeyPair Key => LazyKey.Value;

    public static KeyPair OtherKey => LazyOther.Value;

    public static CertificateAuthority Authority => LazyAuthority.Value;

    public static SigningRequest Request(KeyPair? key = null, WantedCertificate? wanted = null) => SigningRequest.Read(SigningRequest.Create(key ?? Key, wanted ?? Wanted, []))!;

    public static ParsedCertificate Issue(KeyPair? key = null, string[]? names = null, string[]? usages = null, TimeSpan? lifetime = null, DateTimeOffset? now = null) =>
        CertificateFile.Read(Authority.Issue(Request(key), names ?? [.. Wanted.Names], usages ?? ["serverAuth", "clientAuth"], lifetime ?? TimeSpan.FromDays(90), now ?? Now)).Single();
}
