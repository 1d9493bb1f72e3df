namespace XmppDesiredState.Cli.Rendering.Reports.Page;

/// <summary>When certificates begin, are renewed and end: a line of words and a bar for each, on one scale.</summary>
internal static class PageCertificates
{
    private const int Most = 200;

    public static void Write(HtmlWriter html, Report report)
    {
        var all = report.Certificates;
        if (all.IsEmpty) return;
        var scale = TimeScale.Of([.. all.Take(Most)], report.At);
        html.Add($"<section id=\"certificates\" aria-labelledby=\"certificates-title\">\n<h2 id=\"certificates-title\">Certificates <span class=\"number\">{all.Length}</span></h2>\n");
        html.Add($"<p class=\"key\"><svg width=\"12\" height=\"16\" aria-hidden=\"true\"><path class=\"today\" d=\"M6 0V16\"/></svg> {CertificateTime.Day(report.At)}, when this was made <svg width=\"14\" height=\"16\" aria-hidden=\"true\"><path class=\"renew\" d=\"M7 2L13 8L7 14L1 8Z\"/></svg> renewal begins</p>\n");
        html.Add($"<ol class=\"times\" role=\"list\">\n");
        var number = 0;
        foreach (var certificate in all.Take(Most)) Write(html, certificate, report.At, scale, ++number);
        html.Add($"</ol>\n");
        WriteAxis(html, scale, report.At);
        if (all.Length > Most) html.Add($"<p class=\"more\">These are the {Most} that end soonest, of {all.Length}; the JSON has all of them.</p>\n");
        html.Add($"</section>\n");
    }

    private static void Write(HtmlWriter html, ReportCertificate certificate, DateTimeOffset now, TimeScale scale, int number)
    {
        var (style, said) = CertificateTime.Of(certificate, now);
        var span = CertificateTime.Span(certificate);
        html.Add($"<li class=\"{style}\"><p><strong class=\"address\">{certificate.Address}</strong> <span class=\"said\">{said}</span>");
        if (span is not null) html.Add($" <span class=\"span\">{span}</span>");
        html.Add($"</p>\n");
        if (certificate.NotAfter is { } end)
        {
            html.Add($"<svg class=\"time\" role=\"img\" aria-labelledby=\"time-{number} time-{number}-about\" width=\"100%\" height=\"22\"><title id=\"time-{number}\">{certificate.Address}</title><desc id=\"time-{number}-about\">{span}: {said}</desc>");
            var left = certificate.NotBefore is { } start ? scale.Of(start) : 0;
            html.Add($"<rect class=\"track\" x=\"0\" y=\"5\" width=\"100%\" height=\"12\" rx=\"3\"/><rect class=\"bar\" x=\"{left}%\" y=\"5\" width=\"{Math.Max(scale.Of(end) - left, 0.5)}%\" height=\"12\" rx=\"3\"/>");
            if (scale.IsCut(end)) html.Add($"<svg x=\"100%\" overflow=\"visible\"><path class=\"cut\" d=\"M-10 7L-3 11L-10 15Z\"/></svg>");
            // A diamond of fixed size at a place in percent: a nested drawing moves as a whole.
            if (certificate.RenewFrom is { } renew && !scale.IsCut(renew)) html.Add($"<svg x=\"{scale.Of(renew)}%\" y=\"4\" overflow=\"visible\"><path class=\"renew\" d=\"M0 0L7 7L0 14L-7 7Z\"/></svg>");
            html.Add($"<line class=\"today\" x1=\"{scale.Of(now)}%\" x2=\"{scale.Of(now)}%\" y1=\"0\" y2=\"22\"/></svg>\n");
        }

        html.Add($"</li>\n");
    }

    private static void WriteAxis(HtmlWriter html, TimeScale scale, DateTimeOffset now)
    {
        html.Add($"<svg class=\"axis\" aria-hidden=\"true\" width=\"100%\" height=\"24\"><line class=\"today\" x1=\"{scale.Of(now)}%\" x2=\"{scale.Of(now)}%\" y1=\"0\" y2=\"6\"/>");
        foreach (var (at, label) in scale.Marks()) html.Add($"<line class=\"tick\" x1=\"{at}%\" x2=\"{at}%\" y1=\"0\" y2=\"6\"/><text x=\"{at}%\" y=\"19\">{label}</text>");
        html.Add($"</svg>\n");
    }
}
