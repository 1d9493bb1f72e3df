using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using XmppDesiredState.Certificates;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Manual;

/// <summary>Finds the answer to a request among certificates, and says in words what a person has to do. Pure.</summary>
internal static class ManualMapper
{
    /// <summary>
    /// The certificate for the request's key, and its issuers from any file, as PEM, leaf first; null when it is not there. Of several
    /// (a CA asked twice, a corrected answer) the latest that has every name, else the latest.
    /// </summary>
    public static string? Answer(SigningRequest request, ManualFolder folder)
    {
        var all = folder.Files.SelectMany(file => file.Certificates).Distinct().ToImmutableArray();
        var leaf = all.Where(certificate => certificate.KeyFingerprint == request.KeyFingerprint)
            .OrderByDescending(certificate => HasNames(certificate, request)).ThenByDescending(certificate => certificate.Installed.NotBefore)
            .ThenBy(certificate => certificate.Thumbprint, StringComparer.Ordinal).FirstOrDefault();
        if (leaf is null) return null;
        var others = all.Where(certificate => certificate.KeyFingerprint != request.KeyFingerprint);
        return CertificateFile.OrderChain([leaf, .. others], request.KeyFingerprint) is { } chain ? CertificateFile.ToPem(chain) : null;
    }

    /// <summary>The files that hold a certificate for the names of the request but another key, newer than what is installed: probably meant as its answer.</summary>
    public static ImmutableArray<string> ForAnotherKey(SigningRequest request, ManualFolder folder, Resource? before, DateTimeOffset now)
    {
        var installed = Installed(before);
        var newest = installed.Select(certificate => certificate.NotBefore).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        return [.. from file in folder.Files
                   where file.Certificates.Any(certificate => !certificate.IsAuthority && certificate.KeyFingerprint != request.KeyFingerprint && HasNames(certificate, request)
                       && certificate.Installed.NotAfter > now && (installed.IsEmpty || certificate.Installed.NotBefore > newest))
                   select file.Name];
    }

    /// <summary>When to ask the CA at the latest; null where no certificate would end.</summary>
    public static (DateTimeOffset AskBy, DateTimeOffset End)? AskBy(Resource? before, TimeSpan leadTime)
    {
        var ends = Installed(before).Select(certificate => certificate.NotAfter).Where(end => end < DateTimeOffset.MaxValue).ToArray();
        return ends.Length == 0 ? null : (ends.Min() - leadTime, ends.Min());
    }

    public static string Age(DateTimeOffset? requestedAt, DateTimeOffset now)
    {
        if (requestedAt == DateTimeOffset.MinValue) return "a time that is not known";
        return requestedAt is not { } at || at.UtcDateTime.Date >= now.UtcDateTime.Date ? "today"
            : (now.UtcDateTime.Date - at.UtcDateTime.Date).Days is 1 ? $"yesterday ({Date(at)})" : $"{Date(at)} ({(now.UtcDateTime.Date - at.UtcDateTime.Date).Days} days)";
    }

    public static string Date(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What lies beside the request for whoever sends it to the CA. The same request gives the same text.</summary>
    public static string Summary(WantedCertificate wanted, SigningRequest request, string? template, string requestFile, string answers, (DateTimeOffset AskBy, DateTimeOffset End)? askBy)
    {
        var text = new StringBuilder();
        void Line(string label, string content) => text.Append(CultureInfo.InvariantCulture, $"{label,-14}{content}\n");
        text.Append(CultureInfo.InvariantCulture, $"Certificate request for {wanted.Name}\n\n");
        Line("Send the CA:", requestFile + " (PKCS#10, PEM)");
        if (template is not null) Line("Template:", template);
        Line("Subject:", request.Subject.Count == 0 ? "none" : string.Join(", ", request.Subject.Select(part => $"{part.Key} {part.Value}")));
        Line("Names:", string.Join("\n              ", request.Names));
        Line("Usages:", string.Join(", ", request.Usages) + (wanted.Require.IsEmpty ? "" : $" (must have: {string.Join(", ", wanted.Require)})"));
        Line("Key:", $"{request.Key}, SHA-256 of the public key {request.KeyFingerprint}");
        if (askBy is { } date) Line("Ask by:", $"{Date(date.AskBy)} (the current certificate ends on {Date(date.End)})");
        text.Append("\nAll of these names must be on the certificate, and it must be made from this request: the CA needs no private key and must not make one.\n");
        text.Append(CultureInfo.InvariantCulture, $"Put the answer into {answers}, under any name, as PEM, DER or PKCS#7 (.pem .crt .cer .der .p7b), with the intermediate certificates in the same file or beside it.\n");
        return text.ToString();
    }

    /// <summary>The slot with the chain added.</summary>
    public static Value.Map WithChain(Value.Map slot, string chain) => new(slot.Items.SetItem(Certificate.Chain.Name, new Value.Text(chain)));

    private static ImmutableArray<InstalledCertificate> Installed(Resource? certificate) => certificate?[Certificate.Current] is Value.Map members
        ? [.. members.Items.Values.OfType<Value.Map>().Select(InstalledCertificate.Of)] : [];

    // Names of other kinds (SRVName) are dropped by many CAs without a word, and nobody insists on them.
    private static bool HasNames(ParsedCertificate certificate, SigningRequest request) =>
        request.Names.Where(name => !name.Contains(':')).All(name => certificate.Installed.Names.Contains(name, StringComparer.OrdinalIgnoreCase));
}
