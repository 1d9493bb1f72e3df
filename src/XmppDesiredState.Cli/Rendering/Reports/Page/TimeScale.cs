using System.Collections.Immutable;
using System.Globalization;

namespace XmppDesiredState.Cli.Rendering.Reports.Page;

/// <summary>The time that a timeline shows, and where on it a day stands, in percent of its width.</summary>
/// <remarks>A root lives for twenty years and a certificate for ninety days: what lies further than a good year from now is cut off.</remarks>
internal sealed class TimeScale
{
    // The longest that public CAs have issued for, and some days.
    private const int MostDays = 400;

    private readonly DateTimeOffset from;
    private readonly DateTimeOffset to;

    private TimeScale(DateTimeOffset from, DateTimeOffset to) => (this.from, this.to) = (from, to);

    public static TimeScale Of(ImmutableArray<ReportCertificate> certificates, DateTimeOffset now)
    {
        ImmutableArray<DateTimeOffset> times = [now, .. certificates.SelectMany(certificate => (DateTimeOffset?[])[certificate.NotBefore, certificate.NotAfter]).OfType<DateTimeOffset>()
            .Where(time => Math.Abs((time - now).TotalDays) <= MostDays)];
        var (from, to) = (times.Min(), times.Max());
        // Room on both sides, and never nothing at all.
        var room = Math.Max((to - from).TotalDays * 0.05, 14);
        return new TimeScale(from.AddDays(-room), to.AddDays(room));
    }

    public bool IsCut(DateTimeOffset time) => time < from || time > to;

    /// <summary>From 0 to 100.</summary>
    public double Of(DateTimeOffset time) => Math.Clamp((time - from) / (to - from) * 100, 0, 100);

    /// <summary>Beginnings of months, as many as can be read side by side on a telephone.</summary>
    public IEnumerable<(double At, string Label)> Marks()
    {
        var months = (to - from).TotalDays / 30.4;
        var step = months switch { <= 4 => 1, <= 8 => 2, <= 15 => 3, <= 26 => 6, _ => 12 };
        for (var month = new DateTimeOffset(from.Year, 1, 1, 0, 0, 0, TimeSpan.Zero); month < to; month = month.AddMonths(step))
        {
            // One at the very edge would be cut off.
            if (Of(month) is > 9 and < 91) yield return (Of(month), month.ToString("MMM yyyy", CultureInfo.InvariantCulture));
        }
    }
}
