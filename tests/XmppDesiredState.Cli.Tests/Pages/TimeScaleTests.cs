using XmppDesiredState.Cli.Rendering.Reports;
using XmppDesiredState.Cli.Rendering.Reports.Page;

namespace XmppDesiredState.Cli.Tests.Pages;

public sealed class TimeScaleTests
{
    private static readonly DateTimeOffset Now = Samples.Now;

    [Theory]
    [InlineData(-10, 80)]
    [InlineData(-390, 8)]
    [InlineData(-3650, 3650)]
    [InlineData(-900, -800)]
    public void Scale_OfAnyCertificate_HoldsTodayAndAFewMarks(int begins, int ends)
    {
        var scale = TimeScale.Of([new ReportCertificate("certificate/a", Now.AddDays(begins), Now.AddDays(ends), null)], Now);
        Assert.InRange(scale.Of(Now), 1, 99);
        Assert.InRange(scale.Of(Now.AddDays(begins)), 0, scale.Of(Now.AddDays(ends)));
        Assert.InRange(scale.Marks().Count(), 1, 5);
        Assert.Equal(Math.Abs(ends) > 400, scale.IsCut(Now.AddDays(ends)));
    }

    [Theory]
    [InlineData(-90, -3, null, "error", "ended 3 days ago")]
    [InlineData(-90, 26, -4, "warning", "due for renewal, ends in 26 days")]
    [InlineData(-90, 26, 4, "ok", "ends in 26 days, renewed from 2026-12-01")]
    [InlineData(-90, 1, null, "ok", "ends in 24 hours")]
    [InlineData(3, 90, null, "note", "begins in 3 days")]
    [InlineData(null, null, null, "absent", "there is none yet")]
    public void Time_OfACertificate_IsSaidInWords(int? begins, int? ends, int? renews, string style, string said) =>
        Assert.Equal((style, said), CertificateTime.Of(new ReportCertificate("certificate/a", Days(begins), Days(ends), Days(renews)), Now));

    private static DateTimeOffset? Days(int? days) => days is null ? null : Now.AddDays(days.Value);
}
