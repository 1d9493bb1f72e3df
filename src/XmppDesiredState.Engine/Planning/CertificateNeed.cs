using XmppDesiredState.Desired;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Planning;

/// <summary>
/// Whether an installed certificate will do, and if not, why: the first row that holds.
/// <code>
/// installed certificate                                        | outcome
/// -------------------------------------------------------------|------------------------------
/// none, or one that cannot be used                             | missing
/// --renew names it, and it is the one that was meant           | asked for
/// lacks a wanted name                                          | names missing
/// has a name nobody declared, and extra: drop                  | names to drop
/// lacks a required usage                                       | usage missing
/// key is declared and of another algorithm or size             | key differs
/// now is at or behind its end less renewBefore (or lead time)  | due
/// anything else, subject and issuer included                   | it will do
/// </code>
/// </summary>
internal static class CertificateNeed
{
    public const string Missing = "missing", AskedFor = "asked_for", NamesMissing = "names_missing", NamesToDrop = "names_to_drop", UsageMissing = "usage_missing",
        KeyDiffers = "key_differs", Due = "due";

    private const int DefaultShare = 33;

    /// <summary>Null: it will do.</summary>
    public static string? Of(PlanInput input, Declared declared, WantedCertificate wanted, InstalledCertificate? installed)
    {
        if (installed is null || installed.Thumbprint.Length == 0) return Missing;
        if (IsAskedFor(input, declared, installed)) return AskedFor;
        if (wanted.Names.Except(installed.Names, StringComparer.Ordinal).Any()) return NamesMissing;
        if (!CertificateDecision.Keeps(declared.Resource) && installed.Names.Except(wanted.Names, StringComparer.Ordinal).Any()) return NamesToDrop;
        if (wanted.Require.Except(installed.Usages, StringComparer.Ordinal).Any()) return UsageMissing;
        if (declared.Resource[Certificate.Key] is Value.Map && installed.Key.Length > 0 && installed.Key != KeyOf(wanted)) return KeyDiffers;
        return RenewAt(input, declared, installed) is { } at && input.Now >= at ? Due : null;
    }

    /// <summary>As <see cref="InstalledCertificate.Key"/> shows it.</summary>
    public static string KeyOf(WantedCertificate wanted) => $"{(wanted.Algorithm == KeyAlgorithm.Rsa ? "RSA" : "ECDSA")} {wanted.KeySize}";

    /// <summary>When to renew; null where its end is not known.</summary>
    public static DateTimeOffset? RenewAt(PlanInput input, Declared declared, InstalledCertificate installed)
    {
        if (installed.NotAfter == DateTimeOffset.MaxValue) return null;
        var given = declared.Resource.TryGet(Certificate.RenewBefore, out var before) ? before : new RenewBefore(DefaultShare, null);
        var time = given.Time ?? (installed.NotAfter - installed.NotBefore) * (given.Percent!.Value / 100.0);
        var lead = LeadTime(input, declared);
        return installed.NotAfter - (time > lead ? time : lead);
    }

    /// <summary>How long the issuer needs.</summary>
    public static TimeSpan LeadTime(PlanInput input, Declared declared)
    {
        if (!declared.Resource.TryGet(Certificate.Issuer, out var issuer)) return TimeSpan.Zero;
        var given = input.Desired.Providers.GetValueOrDefault(issuer)?.Options.GetValueOrDefault(Certificate.LeadTimeOption);
        return given is Value.Number seconds ? TimeSpan.FromSeconds(seconds.Content) : input.CapabilityOf(issuer, Certificate.Kind)?.LeadTime ?? TimeSpan.Zero;
    }

    private static bool IsAskedFor(PlanInput input, Declared declared, InstalledCertificate installed) =>
        input.Options.Renew.Any(asked => asked == declared.Address.ToString() || asked == declared.Address.Id.ToString())
        && (input.Options.RenewOnly is not { } meant || meant.Contains((declared.Address, installed.Thumbprint)));
}
