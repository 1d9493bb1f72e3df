namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>A report in each form that is made from nothing else.</summary>
internal static class ReportForms
{
    public static bool Has(IEnumerable<OutputTarget> targets) => targets.Any(target => Has(target.Format));

    public static bool Has(OutputFormat format) => format is OutputFormat.Html or OutputFormat.Sarif or OutputFormat.JUnit or OutputFormat.GitHub or OutputFormat.Prometheus;

    /// <param name="checkout">Where files stand in the repository.</param>
    public static string Render(OutputFormat format, Report report, Checkout checkout) => format switch
    {
        OutputFormat.Html => HtmlPage.Render(report),
        OutputFormat.Sarif => SarifLog.Render(report, checkout),
        OutputFormat.JUnit => JUnitSuite.Render(report),
        OutputFormat.GitHub => GitHubAnnotations.Render(report, checkout),
        OutputFormat.Prometheus => PrometheusMetrics.Render(report),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Made from something else than a report."),
    };
}
