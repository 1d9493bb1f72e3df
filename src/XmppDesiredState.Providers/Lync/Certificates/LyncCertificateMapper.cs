using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using XmppDesiredState.Certificates;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Files;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Lync.Certificates;

/// <summary>Certificates as machines have them and as the engine sees them. Pure.</summary>
internal static class LyncCertificateMapper
{
    /// <summary>The members of a certificate in their order.</summary>
    public static ImmutableArray<string> MembersOf(Resource? certificate) =>
        certificate?.Get(Certificate.On) is { IsDefaultOrEmpty: false } members ? [.. members.Order(StringComparer.Ordinal)] : [];

    /// <summary>The folder of its requests.</summary>
    public static string FolderOf(ResourceId id) => PortableFileName.Of(id.Name);

    /// <summary>What a resource says that a member has, or shall have; null where it says nothing.</summary>
    public static InstalledCertificate? SlotOf(Resource? certificate, string member) =>
        certificate?[Certificate.Current] is Value.Map members && members.Items.GetValueOrDefault(member) is Value.Map slot ? InstalledCertificate.Of(slot) : null;

    /// <summary>What the plan saw assigned to each usage: thumbprints, empty for none.</summary>
    public static ImmutableArray<string> SeenBy(Resource? before, string member, ImmutableArray<string> usages)
    {
        var slot = SlotOf(before, member);
        var differing = (slot?.Differing ?? []).Select(item => item.Split('=', 2)).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
        return [.. usages.Select(usage => differing.TryGetValue(usage, out var other) ? other : slot?.Thumbprint ?? "")];
    }

    /// <summary>
    /// What a member has for these usages; null: nothing. Where they do not agree it is the certificate that most of them have, and the others
    /// are named. One that lies there without its key cannot be used, and has no thumbprint.
    /// </summary>
    public static InstalledCertificate? Slot(LyncMachine machine, ImmutableArray<string> usages)
    {
        var assigned = usages.Select(usage => (Usage: usage, Thumbprint: machine.AssignedTo(usage))).ToArray();
        if (assigned.All(usage => usage.Thumbprint.Length == 0)) return null;
        var chosen = assigned.GroupBy(usage => usage.Thumbprint, usage => usage.Usage, StringComparer.Ordinal)
            .Select(group => (Thumbprint: group.Key, Count: group.Count(), Stored: machine.Stored.GetValueOrDefault(group.Key)))
            .Where(group => group.Stored is { HasKey: true, Certificate: not null })
            .OrderByDescending(group => group.Count).ThenByDescending(group => group.Stored!.Certificate!.Installed.NotAfter).ThenBy(group => group.Thumbprint, StringComparer.Ordinal).FirstOrDefault();
        var slot = chosen.Stored?.Certificate is { } certificate ? certificate.Installed with { Thumbprint = chosen.Thumbprint }
            : machine.Stored.GetValueOrDefault(assigned.First(usage => usage.Thumbprint.Length > 0).Thumbprint)?.Certificate?.Installed ?? new InstalledCertificate("", [], [], "", "", "", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
        if (chosen.Thumbprint is null) slot = slot with { Thumbprint = "" };
        return slot with { Differing = [.. assigned.Where(usage => usage.Thumbprint != chosen.Thumbprint).Select(usage => $"{usage.Usage}={usage.Thumbprint}").Order(StringComparer.Ordinal)] };
    }

    /// <summary>What people should know of it; null: nothing.</summary>
    public static Diagnostic? NoteOn(ResourceId id, string member, InstalledCertificate? slot) => slot switch
    {
        { Thumbprint: "" } => LyncCertificateDiagnostics.Unusable.At(null, $"The certificate that {member} has for {id} is not in its store with its private key.", "Apply, so that another is installed, or import it with its key."),
        { Differing.IsEmpty: false } => LyncCertificateDiagnostics.UsagesDiffer.At(null, $"On {member} {slot.Thumbprint} is not assigned to {string.Join(", ", slot.Differing.Select(item => item.Split('=')[0]))}.", "Apply, so that all usages have one certificate."),
        _ => null,
    };

    public static ObservedResource Report(ResourceId id, ImmutableSortedDictionary<string, InstalledCertificate> current, OutstandingRequest? next)
    {
        var slots = current.ToImmutableSortedDictionary(member => member.Key, member => (Value)member.Value.ToValue(), StringComparer.Ordinal);
        var resource = new Resource(id)
            .With(Certificate.Current.Name, slots.IsEmpty ? Value.Cleared.Instance : new Value.Map(slots))
            .With(Certificate.Next.Name, next is null ? Value.Cleared.Instance : next.ToValue());
        var text = string.Join('\n', current.Select(member => $"{member.Key}={member.Value.Thumbprint} {string.Join(' ', member.Value.Differing)}").Append(next?.Digest).Append(next?.KeyFingerprint).Append(next?.Accepted));
        return new ObservedResource(resource, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    /// <summary>As <see cref="InstalledCertificate.Key"/> shows it.</summary>
    public static string KeyOf(WantedCertificate wanted) => $"{(wanted.Algorithm == KeyAlgorithm.Rsa ? "RSA" : "ECDSA")} {wanted.KeySize}";

    /// <summary>The first one's code, everybody's words: an outcome has one diagnostic.</summary>
    public static Diagnostic Together(ImmutableArray<Diagnostic> found) => found[0] with
    {
        Summary = string.Join(' ', found.Select(diagnostic => diagnostic.Summary)),
        Fix = string.Join(' ', found.Select(diagnostic => diagnostic.Fix).Distinct(StringComparer.Ordinal)),
    };

    /// <summary>The answer in the form that the cmdlet takes: the certificate alone, or with the issuers that came along as PKCS#7. Roots are trusted by administrators, not by what a CA sends.</summary>
    public static (byte[] Content, string Extension) AnswerOf(ImmutableArray<ParsedCertificate> chain)
    {
        var sent = chain.Take(1).Concat(chain.Skip(1).Where(issuer => issuer.Installed.Subject != issuer.Installed.Issuer)).ToArray();
        if (sent.Length == 1) return (Encoding.ASCII.GetBytes(sent[0].ToPem()), ".cer");
        var all = new X509Certificate2Collection();
        foreach (var certificate in sent) all.Add(X509CertificateLoader.LoadCertificate(certificate.Der.AsSpan()));
        try
        {
            return (all.Export(X509ContentType.Pkcs7)!, ".p7b");
        }
        finally
        {
            foreach (var certificate in all) certificate.Dispose();
        }
    }
}
