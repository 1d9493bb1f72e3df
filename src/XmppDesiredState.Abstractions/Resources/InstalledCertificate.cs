using System.Collections.Immutable;
using System.Globalization;
using XmppDesiredState.Values;

namespace XmppDesiredState.Resources;

/// <summary>What one member has installed: an item of <see cref="Certificate.Current"/>.</summary>
/// <param name="Thumbprint">SHA-1 in hexadecimal capitals; empty where a certificate is there that cannot be used (its key is missing or another's).</param>
/// <param name="Names">dNSNames, canonical; any other alternative name as <c>kind:value</c>.</param>
/// <param name="Usages">Extended key usages: <c>serverAuth</c>, <c>clientAuth</c>, else the dotted OID.</param>
/// <param name="Key"><c>RSA 2048</c>, <c>ECDSA 256</c>.</param>
public sealed record InstalledCertificate(string Thumbprint, ImmutableArray<string> Names, ImmutableArray<string> Usages, string Key, string Subject, string Issuer,
    DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>
    /// Where a back end uses it for several things and they do not agree: <c>XmppServer=</c> and the thumbprint that this one has, or nothing. It is
    /// then not installed, though it may be what is to be installed.
    /// </summary>
    public ImmutableArray<string> Differing { get; init; } = [];

    public Value.Map ToValue() => new((Differing.IsEmpty ? Value.Map.NoItems : Value.Map.NoItems.Add(Certificate.Differing.Name, Certificate.Differing.Type.Write(Differing)))
        .Add(Certificate.Thumbprint.Name, new Value.Text(Thumbprint))
        .Add(Certificate.SeenNames.Name, Certificate.SeenNames.Type.Write(Names))
        .Add(Certificate.SeenUsages.Name, Certificate.SeenUsages.Type.Write(Usages))
        .Add(Certificate.SeenKey.Name, new Value.Text(Key))
        .Add(Certificate.SeenSubject.Name, new Value.Text(Subject))
        .Add(Certificate.SeenIssuer.Name, new Value.Text(Issuer))
        .Add(Certificate.NotBefore.Name, new Value.Text(Format(NotBefore)))
        .Add(Certificate.NotAfter.Name, new Value.Text(Format(NotAfter))));

    /// <summary>Of an observed slot; what a back end does not report is empty, and a validity it does not report never ends.</summary>
    public static InstalledCertificate Of(Value.Map slot) => new(Slots.Text(slot, Certificate.Thumbprint) ?? "", Slots.Set(slot, Certificate.SeenNames), Slots.Set(slot, Certificate.SeenUsages),
        Slots.Text(slot, Certificate.SeenKey) ?? "", Slots.Text(slot, Certificate.SeenSubject) ?? "", Slots.Text(slot, Certificate.SeenIssuer) ?? "",
        Slots.Time(slot, Certificate.NotBefore) ?? DateTimeOffset.MinValue, Slots.Time(slot, Certificate.NotAfter) ?? DateTimeOffset.MaxValue)
    {
        Differing = Slots.Set(slot, Certificate.Differing),
    };

    /// <summary>ISO 8601 in UTC, to the second.</summary>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
