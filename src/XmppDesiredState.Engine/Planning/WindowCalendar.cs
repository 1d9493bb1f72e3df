using XmppDesiredState.Desired;

namespace XmppDesiredState.Engine.Planning;

/// <summary>
/// When a maintenance window is open. Times are wall-clock times of its zone. Where clocks go forward over an edge, the edge is the first
/// moment after the gap; where they go back, the window opens at the first and closes at the second of two equal times.
/// </summary>
public static class WindowCalendar
{
    /// <summary>How far ahead an opening is looked for: a window whose exceptions cover more than a year never opens.</summary>
    public const int HorizonDays = 400;

    public static bool IsOpen(MaintenanceWindow window, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(window.TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        // A window that passes midnight was opened yesterday.
        return Covers(window, zone, today.AddDays(-1), now) || Covers(window, zone, today, now);
    }

    /// <summary>The next time it opens after <paramref name="now"/>, in the zone's own offset; null when it does not within 400 days.</summary>
    public static DateTimeOffset? NextOpening(MaintenanceWindow window, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(window.TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        for (var ahead = 0; ahead <= HorizonDays; ahead++)
        {
            if (Opens(window, today.AddDays(ahead)) && Instant(zone, today.AddDays(ahead), window.From, later: false) is var opening && opening > now) return opening;
        }

        return null;
    }

    private static bool Covers(MaintenanceWindow window, TimeZoneInfo zone, DateOnly day, DateTimeOffset now) =>
        Opens(window, day)
        && now >= Instant(zone, day, window.From, later: false)
        && now < Instant(zone, window.To > window.From ? day : day.AddDays(1), window.To, later: true);

    private static bool Opens(MaintenanceWindow window, DateOnly day) =>
        window.Days.Contains(day.DayOfWeek) && !window.Except.Any(except => day >= except.First && day <= except.Last);

    private static DateTimeOffset Instant(TimeZoneInfo zone, DateOnly day, TimeOnly time, bool later)
    {
        var local = day.ToDateTime(time, DateTimeKind.Unspecified);
        // Gaps are an hour or less everywhere; minute by minute finds their end.
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        if (!zone.IsAmbiguousTime(local)) return new DateTimeOffset(local, zone.GetUtcOffset(local));
        var offsets = zone.GetAmbiguousTimeOffsets(local);
        return new DateTimeOffset(local, later ? offsets.Min() : offsets.Max());
    }
}
