using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Certificates;

/// <summary>Whether what an issuer sent is what was wanted. Subject attributes beside the names are never judged: CAs set them as they verified them.</summary>
public static class CertificateJudgement
{
    /// <param name="certificates">What was sent, in any order, with anything beside it.</param>
    /// <param name="keyFingerprint">Of the request, as <see cref="KeyPair.Fingerprint"/>.</param>
    /// <param name="trustRoots">Roots that the chain must lead to; null: nobody said which.</param>
    /// <param name="issuerName">How messages name who sent it.</param>
    /// <returns>Everything that is wrong; empty when it is good.</returns>
    public static ImmutableArray<Diagnostic> Of(IReadOnlyCollection<ParsedCertificate> certificates, WantedCertificate wanted, string keyFingerprint, IReadOnlyCollection<ParsedCertificate>? trustRoots,
        DateTimeOffset now, string issuerName)
    {
        var subject = $"the certificate {wanted.Name} that {issuerName} sent";
        if (certificates.Count == 0)
            return [CertificateDiagnostics.NotReadable.At(null, $"What {issuerName} sent for {wanted.Name} holds no certificate that can be read.", "Send PEM, DER or PKCS#7, at most 1 MiB.")];
        if (CertificateFile.OrderChain(certificates, keyFingerprint) is not { } chain)
        {
            return [CertificateDiagnostics.AnotherKey.At(null, $"None of the {certificates.Count} certificates that {issuerName} sent for {wanted.Name} has the key of the outstanding request; the first is {certificates.First().Installed.Subject}.",
                "Send the issuer the request that is outstanding now, and give its answer.")];
        }

        var leaf = chain[0].Installed;
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        if (wanted.Names.Except(leaf.Names, StringComparer.Ordinal).ToArray() is { Length: > 0 } names)
            found.Add(CertificateDiagnostics.NameMissing.At(null, $"{Capital(subject)} lacks {(names.Length == 1 ? "the name" : "the names")} {string.Join(", ", names)}; it has {List(leaf.Names)}.",
                "Have it issued with all names, or change what is declared."));
        if (Missing(wanted.Require, leaf.Usages) is { Length: > 0 } usages) found.Add(UsageMissing(usages, leaf, subject));
        if (leaf.NotAfter <= now) found.Add(CertificateDiagnostics.Expired.At(null, $"{Capital(subject)} expired at {InstalledCertificate.Format(leaf.NotAfter)}.", "Have a new one issued, and check the clock."));
        if (leaf.NotBefore > now) found.Add(CertificateDiagnostics.NotYetValid.At(null, $"{Capital(subject)} is not valid before {InstalledCertificate.Format(leaf.NotBefore)}.", "Check the clock, or apply again after that time."));
        if (!IsWanted(leaf.Key, wanted)) found.Add(CertificateDiagnostics.WeakKey.At(null, $"{Capital(subject)} has the key {leaf.Key} where {Algorithm(wanted)} {wanted.KeySize} is wanted.", "Plan again, so that a new request is made."));
        if (trustRoots is not null && ChainCheck.Break(chain, trustRoots, now) is { } where)
            found.Add(CertificateDiagnostics.NotTrusted.At(null, $"The chain of {subject} does not lead to a trusted root: {where}.", "Send the whole chain, or correct the file of trusted roots."));
        return found.ToImmutable();
    }

    // A certificate without the extension may be used for everything (RFC 5280 §4.2.1.12).
    private static string[] Missing(ImmutableArray<string> required, ImmutableArray<string> usages) =>
        usages.IsEmpty || usages.Contains(UsageNames.Any) ? [] : [.. required.Except(usages, StringComparer.Ordinal)];

    private static Diagnostic UsageMissing(string[] missing, InstalledCertificate leaf, string subject)
    {
        var why = missing is [UsageNames.ClientAuth] && leaf.Usages is [UsageNames.ServerAuth] ? " Public CAs issue for serverAuth only since 2026." : "";
        return CertificateDiagnostics.UsageMissing.At(null, $"{Capital(subject)} may not be used for {string.Join(", ", missing)}, only for {List(leaf.Usages)}.{why}",
            "Use a CA that grants it, or move it from require to prefer.");
    }

    private static bool IsWanted(string key, WantedCertificate wanted) =>
        key.Split(' ') is [var algorithm, var bits] && algorithm == Algorithm(wanted) && int.TryParse(bits, out var size) && size >= wanted.KeySize;

    private static string Algorithm(WantedCertificate wanted) => wanted.Algorithm == KeyAlgorithm.Ecdsa ? "ECDSA" : "RSA";

    private static string List(ImmutableArray<string> items) => items.IsEmpty ? "none" : string.Join(", ", items.Take(20)) + (items.Length > 20 ? $" and {items.Length - 20} more" : "");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
