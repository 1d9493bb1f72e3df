using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Validation;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Planning;

/// <summary>
/// Decides what a declared certificate comes to: names derived from the gateway, those listed, and those of the live certificate that
/// nobody declared and <c>extra: keep</c> carries over, since dropping a name unasked breaks what nobody knew of.
/// </summary>
internal static class CertificateDecision
{
    private const int RsaSize = 2048, EcdsaSize = 256;

    /// <param name="live">What members have installed.</param>
    public static WantedCertificate Of(Gateway gateway, Resource declared, IEnumerable<InstalledCertificate> live)
    {
        var derived = CertificateNames.Derive(gateway, declared);
        var names = new SortedSet<string>(derived, StringComparer.Ordinal);
        if (Keeps(declared)) names.UnionWith(live.SelectMany(slot => slot.Names).Where(IsHostName));
        var algorithm = CertificateNames.Part(declared, Certificate.Key, Certificate.Algorithm, KeyAlgorithm.Rsa);
        var subject = declared[Certificate.Subject] is Value.Map map
            ? map.Items.Where(part => part.Key != Certificate.CommonName.Name && part.Value is Value.Text)
                .ToImmutableSortedDictionary(part => part.Key, part => ((Value.Text)part.Value).Content, StringComparer.Ordinal)
            : ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        var wanted = new WantedCertificate(declared.Id.Name, CertificateNames.CommonName(gateway, declared), subject, [.. names], algorithm,
            (int)CertificateNames.Part(declared, Certificate.Key, Certificate.KeySize, algorithm == KeyAlgorithm.Rsa ? RsaSize : EcdsaSize),
            CertificateNames.Part(declared, Certificate.Key, Certificate.Exportable, false),
            CertificateNames.Part(declared, Certificate.ExtendedKeyUsage, Certificate.RequiredUsages, []),
            CertificateNames.Part(declared, Certificate.ExtendedKeyUsage, Certificate.PreferredUsages, []), "");
        return wanted with { Digest = DigestOf(wanted) };
    }

    /// <summary>Whether names that nobody declared stay.</summary>
    public static bool Keeps(Resource declared) => CertificateNames.Part(declared, Certificate.Names, Certificate.Extra, ExtraNames.Keep) == ExtraNames.Keep;

    // Other kinds of names are written "kind:value"; a CA that is asked for host names will not know what to do with them.
    private static bool IsHostName(string name) => !name.Contains(':', StringComparison.Ordinal);

    private static string DigestOf(WantedCertificate wanted)
    {
        var text = new StringBuilder();
        void Add(string what, IEnumerable<string> items) => text.Append(CultureInfo.InvariantCulture, $"{what}\0{string.Join('\0', items)}\n");
        Add("cn", [wanted.CommonName ?? ""]);
        Add("subject", wanted.Subject.Select(part => $"{part.Key}={part.Value}"));
        Add("names", wanted.Names);
        Add("key", [wanted.Algorithm.ToString(), wanted.KeySize.ToString(CultureInfo.InvariantCulture), wanted.Exportable.ToString()]);
        Add("usages", wanted.Ask);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }
}
