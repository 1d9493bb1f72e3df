namespace XmppDesiredState.Cli.Rendering.Reports.Page;

/// <summary>How it stands with a certificate's time, in words.</summary>
internal static class CertificateTime
{
    /// <summary>The class of the style and what is said of it: never in colour alone.</summary>
    public static (string Style, string Said) Of(ReportCertificate certificate, DateTimeOffset now) => certificate switch
    {
        { NotAfter: null } => ("absent", "there is none yet"),
        { NotAfter: { } end } when end <= now => ("error", $"ended {Days(now - end)} ago"),
        { NotBefore: { } start, NotAfter: not null } when start > now => ("note", $"begins in {Days(start - now)}"),
        { RenewFrom: { } renew, NotAfter: { } end } when renew <= now => ("warning", $"due for renewal, ends in {Days(end - now)}"),
        { RenewFrom: { } renew, NotAfter: { } end } => ("ok", $"ends in {Days(end - now)}, renewed from {Day(renew)}"),
        { NotAfter: { } end } => ("ok", $"ends in {Days(end - now)}"),
    };

    /// <summary>"2026-09-01 to 2026-12-24"; null where nothing of it is known.</summary>
    public static string? Span(ReportCertificate certificate) => certificate switch
    {
        { NotAfter: null } => null,
        { NotBefore: null, NotAfter: { } end } => $"to {Day(end)}",
        { NotBefore: { } start, NotAfter: { } end } => $"{Day(start)} to {Day(end)}",
    };

    public static string Day(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd}";

    private static string Days(TimeSpan span) => span.TotalDays < 2 ? Words.Count((int)Math.Floor(span.TotalHours), "hour") : Words.Count((int)Math.Floor(span.TotalDays), "day");
}
