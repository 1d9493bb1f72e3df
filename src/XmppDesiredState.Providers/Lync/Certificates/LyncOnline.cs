using System.Collections.Immutable;
using System.Globalization;
using XmppDesiredState.Certificates;

namespace XmppDesiredState.Providers.Lync.Certificates;

/// <summary>What came new on a machine with a request that a CA was sent at once.</summary>
/// <param name="Numbers">That the CA gave.</param>
/// <param name="Pending">In Windows' store of requests: what stands for a key that waits.</param>
/// <param name="Issued">In the computer's store, with its key.</param>
internal sealed record LyncOnline(ImmutableArray<int> Numbers, ImmutableArray<ParsedCertificate> Pending, ImmutableArray<ParsedCertificate> Issued)
{
    /// <param name="lines">As Get-New of Store.ps1 writes them.</param>
    /// <param name="hasKey">Whether the certificate with that thumbprint lies in the computer's store with its key.</param>
    public static LyncOnline Of(IEnumerable<string> lines, Func<string, bool> hasKey)
    {
        var parts = lines.Select(line => line.Split(' ')).Where(line => line.Length == 3).ToArray();
        return new LyncOnline([.. parts.Where(line => line[0] == "number").Select(line => int.TryParse(line[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).Where(number => number > 0).Distinct()],
            [.. parts.Where(line => line[0] == "REQUEST").SelectMany(Certificates)], [.. parts.Where(line => line[0] == "My").SelectMany(Certificates).Where(certificate => hasKey(certificate.Thumbprint))]);
    }

    /// <summary>The answer; null: it is not there, or more than one could be it.</summary>
    public ParsedCertificate? Answer(LyncRequestNote note) => Only(Issued, note) ?? Only([.. Issued.Where(certificate => !note.Names.Except(certificate.Installed.Names, StringComparer.Ordinal).Any())], note);

    /// <summary>Of the request's key; null: which it is cannot be told.</summary>
    public string? Fingerprint(LyncRequestNote note) => (Answer(note) ?? Only(Pending, note))?.KeyFingerprint;

    private static ParsedCertificate? Only(ImmutableArray<ParsedCertificate> found, LyncRequestNote note) =>
        found.Where(certificate => certificate.Installed.Key == note.Key).Take(2).ToArray() is [var only] ? only : null;

    private static IEnumerable<ParsedCertificate> Certificates(string[] line)
    {
        var der = new byte[line[2].Length];
        return Convert.TryFromBase64String(line[2], der, out var written) ? CertificateFile.Read(der.AsMemory(0, written)).Take(1) : [];
    }
}
