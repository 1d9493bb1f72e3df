using System.Collections.Immutable;
using System.Globalization;
using XmppDesiredState.Certificates;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Verification;

/// <summary>What can be said of the certificate that a door presented.</summary>
internal static class CertificateFindings
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    /// <summary>What makes it useless for SASL EXTERNAL. An untrusted chain does where our gateway's own roots were given.</summary>
    public static ImmutableArray<VerifyFinding> Bad(DoorSighting door, Side side, WeighingTerms terms) => [.. Judge(door, side, terms).Where(finding => finding.Decides)];

    /// <summary>The same, for a server that must show it to who opens a stream.</summary>
    public static ImmutableArray<VerifyFinding> BadForServers(DoorSighting door, Side side, WeighingTerms terms) => door.Chain.IsEmpty || IsForServers(door.Chain[0]) ? Bad(door, side, terms)
        : Bad(door, side, terms).Add(ServerUsageMissing($"The certificate of {door.Address}", side));

    /// <summary>Null: the chain leads to a root.</summary>
    public static VerifyFinding? Untrusted(DoorSighting door, Side side, WeighingTerms terms) => Judge(door, side, terms).FirstOrDefault(finding => finding.Why.Descriptor == VerifyDiagnostics.NotTrusted);

    /// <summary>Everything against it, and its end.</summary>
    public static IEnumerable<VerifyFinding> Judge(DoorSighting door, Side side, WeighingTerms terms)
    {
        if (door.Chain.IsEmpty) yield break;
        var (leaf, domain) = (door.Chain[0].Installed, door.Report.Target.Domain);
        if (!door.NamesDomain)
            yield return Of(side, VerifyDiagnostics.WrongName.At(null, $"The certificate of {door.Address} stands for {Names(leaf.Names)}, not for {domain}.", "Have one issued that includes the bare domain."));
        if (leaf.NotAfter <= terms.Now)
            yield return Of(side, VerifyDiagnostics.OutOfTime.At(null, $"The certificate of {door.Address} expired at {InstalledCertificate.Format(leaf.NotAfter)}.", "Have it renewed."));
        else if (leaf.NotBefore > terms.Now)
            yield return Of(side, VerifyDiagnostics.OutOfTime.At(null, $"The certificate of {door.Address} is not valid before {InstalledCertificate.Format(leaf.NotBefore)}.", "Check the clocks of both machines."));
        else if (leaf.NotAfter - terms.Now < Soon)
            yield return Findings.Beside(Of(side, VerifyDiagnostics.EndsSoon.At(null, string.Create(CultureInfo.InvariantCulture, $"The certificate of {door.Address} ends in {(leaf.NotAfter - terms.Now).TotalDays:0} days, at {InstalledCertificate.Format(leaf.NotAfter)}."), "Have it renewed in time.")));
        if (door.ChainBreak is { } broken)
            yield return Of(side, VerifyDiagnostics.NotTrusted.At(null, $"The chain of {door.Address} does not lead to a root that {(terms.TrustIsGiven ? "our gateway" : "this machine")} trusts: {broken}.", "Have the whole chain sent, or trust its root.")) with { Decides = terms.TrustIsGiven };
    }

    /// <summary>Whether TLS servers may use it.</summary>
    public static bool IsForServers(ParsedCertificate leaf) => UsageNames.Permit(leaf.Installed.Usages, UsageNames.ServerAuth);

    public static VerifyFinding ServerUsageMissing(string subject, Side side) =>
        Of(side, VerifyDiagnostics.ServerUsageMissing.At(null, $"{subject} is not for serverAuth.", "Have one issued for serverAuth and clientAuth."));

    public static VerifyFinding NotSeen(string address) =>
        Of(Side.Theirs, VerifyDiagnostics.NoCertificate.At(null, $"No certificate of {address} was seen that can be read.", "Mend what keeps TLS from coming about, or have the certificate replaced."));

    /// <summary>A server that speaks to nobody without a certificate.</summary>
    public static VerifyFinding Wanted(string address) =>
        Of(Side.Ours, VerifyDiagnostics.CertificateWanted.At(null, $"{address} turns away who presents no certificate, and none of ours was given.", "Give verify the certificate and key of our domain, or have the gateway try."));

    /// <summary>Whether TLS clients may use it. A certificate without the extension may be used for everything (RFC 5280 §4.2.1.12).</summary>
    public static bool IsForClients(ParsedCertificate leaf) => UsageNames.Permit(leaf.Installed.Usages, UsageNames.ClientAuth);

    /// <summary>Whether it names clientAuth, and leads to a root of this machine: then a public CA has probably issued it.</summary>
    public static bool LosesClients(DoorSighting door, WeighingTerms terms) =>
        !terms.TrustIsGiven && door.ChainBreak is null && !door.Chain.IsEmpty && door.Chain[0].Installed.Usages.Contains(UsageNames.ClientAuth, StringComparer.Ordinal);

    private static VerifyFinding Of(Side side, Diagnostics.Diagnostic why) => new(why, side, Decides: true);

    private static string Names(ImmutableArray<string> names) => names.IsEmpty ? "no name" : string.Join(", ", names.Take(5)) + (names.Length > 5 ? $" and {names.Length - 5} more" : "");
}
