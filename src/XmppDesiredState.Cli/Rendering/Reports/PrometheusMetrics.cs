namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>
/// A report in Prometheus' text format, for the textfile collector of node_exporter. Every series has deployment and command, so that files
/// of several runs can lie in one folder; the help of a metric is always the same, as the collector insists.
/// </summary>
internal static class PrometheusMetrics
{
    public static string Render(Report report)
    {
        var text = new PrometheusText(("deployment", report.Deployment), ("command", SarifLog.Word(report.Command)));
        text.Begin("xmppstate_last_run_timestamp_seconds", "When the last run ended, in seconds since 1970.");
        text.Add(Seconds(report.At));
        text.Begin("xmppstate_last_run_exit_code", "What the last run ended with: 0 done, 1 file or read error, 2 changes or a domain that cannot work, 3 incomplete, 4 refused, 5 locked, 6 waiting.");
        text.Add(report.ExitCode);
        text.Begin("xmppstate_complete", "Whether the last run could read everything it was asked for: 1 or 0. With 0 the counts are of what could be read.");
        text.Add(report.IsComplete ? 1 : 0);
        text.Begin("xmppstate_items", "What the last run found, by class; each thing is counted once.");
        foreach (var count in report.Counts.Where(count => !count.IsAcross)) text.Add(count.Number, ("class", count.Name));
        if (report.Counts.Any(count => count.IsAcross))
        {
            text.Begin("xmppstate_items_marked", "Of what the last run found, how many are marked so, whatever their class.");
            foreach (var count in report.Counts.Where(count => count.IsAcross)) text.Add(count.Number, ("mark", count.Name));
        }

        var findings = DiagnosticsSummary.Of(report.Diagnostics);
        text.Begin("xmppstate_findings", "Findings of the last run beside what it counts, by severity.");
        foreach (var (severity, number) in ((string, int)[])[("error", findings.Errors), ("warning", findings.Warnings), ("note", findings.Notes)]) text.Add(number, ("severity", severity));
        AddCertificates(text, report);
        AddDomains(text, report);
        return text.ToString();
    }

    private static void AddCertificates(PrometheusText text, Report report)
    {
        var ends = report.Certificates.Where(certificate => certificate.NotAfter is not null).ToList();
        if (ends.Count > 0) text.Begin("xmppstate_certificate_expiry_timestamp_seconds", "When the certificate ends, in seconds since 1970: of several members' the first.");
        foreach (var certificate in ends) text.Add(Seconds(certificate.NotAfter!.Value), ("certificate", certificate.Address));
        var renewals = report.Certificates.Where(certificate => certificate.RenewFrom is not null).ToList();
        if (renewals.Count > 0) text.Begin("xmppstate_certificate_renewal_timestamp_seconds", "From when the certificate is renewed, in seconds since 1970.");
        foreach (var certificate in renewals) text.Add(Seconds(certificate.RenewFrom!.Value), ("certificate", certificate.Address));
    }

    // A state set, as OpenMetrics has it: one of the series of a domain is 1.
    private static void AddDomains(PrometheusText text, Report report)
    {
        if (report.Command != ReportCommand.Verify || !report.Counts.Any(count => count.Name == "works")) return;
        var verdicts = report.Counts.Where(count => !count.IsAcross).Select(count => count.Name).ToList();
        if (report.Items.IsEmpty) return;
        text.Begin("xmppstate_domain_verdict", "What verify says of the domain: 1 for its verdict, 0 for the others.");
        foreach (var item in report.Items)
        {
            foreach (var verdict in verdicts) text.Add(item.Class == verdict ? 1 : 0, ("domain", item.Address), ("verdict", verdict));
        }
    }

    private static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;
}
