using XmppDesiredState.Diagnostics;
using XmppDesiredState.Federation.Verification;

namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>Verdicts, each domain an item. What cannot be told is a note, since it decides nothing; what works asks for attention only where something is about to end.</summary>
internal static class VerifyReport
{
    private static readonly (string Name, string Label)[] Classes = [("cannot_work", "cannot work"), ("cannot_tell", "cannot tell"), ("works", "works")];

    /// <param name="file">The first of the deployment's files.</param>
    public static Report Of(VerifyResult result, int exitCode, string? file = null)
    {
        var several = result.Domains.GroupBy(domain => domain.Peer.Domain, StringComparer.Ordinal).Where(same => same.Skip(1).Any()).Select(same => same.Key).ToHashSet(StringComparer.Ordinal);
        var items = ReportCounts.Distinct(result.Domains.Select(domain => Item(domain, several)));
        return new Report
        {
            Command = ReportCommand.Verify,
            Deployment = result.Name,
            At = result.At,
            ExitCode = exitCode,
            Closing = result.Summary.ToString(),
            IsComplete = true,
            Items = items,
            Counts = ReportCounts.Of(items, Classes),
            Diagnostics = result.Diagnostics,
            Certificates = [.. result.Domains.Select(domain => Certificate(domain, several)).OfType<ReportCertificate>().DistinctBy(certificate => certificate.Address)
                .OrderBy(certificate => certificate.NotAfter ?? DateTimeOffset.MaxValue).ThenBy(certificate => certificate.Address, StringComparer.Ordinal)],
            File = file,
        };
    }

    private static ReportItem Item(VerifiedDomain domain, HashSet<string> several)
    {
        var verdict = domain.Verdict;
        var deciding = Directions(domain).Where(direction => direction.Verdict.Kind == domain.Kind && domain.Kind != VerdictKind.Works)
            .SelectMany(direction => VerifyWords.Deciding(direction.Verdict)).FirstOrDefault();
        return new ReportItem
        {
            Class = VerifyJson.Word(domain.Kind),
            Address = AddressOf(domain, several),
            Title = VerifyWords.Of(Directions(domain).First(direction => direction.Verdict.Kind == domain.Kind).Verdict),
            Level = LevelOf(domain),
            Rule = deciding?.Why.Descriptor,
            Where = domain.Where,
            State = VerifyWords.Of(domain.Past),
            Notes = [Printable.Short(VerifyWords.Of(domain)), .. Directions(domain).Select(direction => $"{direction.Label}: {VerifyWords.Of(direction.Verdict)}."),
                .. Findings(domain).Where(finding => finding != deciding).Distinct().Select(Sentence), .. SightingText.Lines(verdict.Seen)],
            Fix = deciding is null ? null : $"{Printable.Short(deciding.Why.Fix, 1000)} ({VerifyWords.Of(deciding.Side)})",
            WaysOut = domain.Item is { } item ? [new ReportWayOut("Declare it, under the list of partners", item)] : [],
        };
    }

    private static IEnumerable<(string Label, DirectionVerdict Verdict)> Directions(VerifiedDomain domain)
    {
        yield return (domain.Peer.IsOurs ? "To us" : "To them", domain.Verdict.Outgoing);
        if (domain.Verdict.Incoming is { } incoming) yield return ("From them", incoming);
    }

    private static IEnumerable<VerifyFinding> Findings(VerifiedDomain domain) => Directions(domain).SelectMany(direction => direction.Verdict.Findings).Concat(domain.Verdict.Also);

    private static string Sentence(VerifyFinding finding) =>
        $"{Printable.Short(finding.Why.Summary, 1000)} Fix, {VerifyWords.Of(finding.Side)}: {Printable.Short(finding.Why.Fix, 1000)} [{finding.Why.Code}]";

    private static ReportLevel LevelOf(VerifiedDomain domain)
    {
        if (domain.Kind == VerdictKind.CannotWork) return ReportLevel.Error;
        if (domain.Verdict.Also.Any(finding => finding.Why.Severity != Severity.Note)) return ReportLevel.Warning;
        return domain.Kind == VerdictKind.Works ? ReportLevel.None : ReportLevel.Note;
    }

    // Two gateways may declare one domain differently.
    private static string AddressOf(VerifiedDomain domain, HashSet<string> several) =>
        Printable.Short(several.Contains(domain.Peer.Domain) ? $"{domain.Peer.Domain}, {VerifyWords.Of(domain)}" : domain.Peer.Domain);

    // Of all that its doors present, the one that ends first: that is the one people will notice.
    private static ReportCertificate? Certificate(VerifiedDomain domain, HashSet<string> several) =>
        (from service in domain.Verdict.Seen.Services
         from target in service.Targets
         from door in target.Doors
         where !door.Chain.IsEmpty
         let leaf = door.Chain[0].Installed
         orderby leaf.NotAfter
         select new ReportCertificate(AddressOf(domain, several), leaf.NotBefore, leaf.NotAfter, null)).FirstOrDefault();
}
