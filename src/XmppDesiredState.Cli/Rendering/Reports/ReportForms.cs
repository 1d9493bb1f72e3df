namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>A report in each form that is made from nothing else.</summary>
internal static class ReportForms
{
    /// <param name="checkout">Where files stand in the repository.</param>
    public static string Render(OutputFormat format, Report report, Checkout checkout) => format switch
    {
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Made from something else than a report."),
    };
}
