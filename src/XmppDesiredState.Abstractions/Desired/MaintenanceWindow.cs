using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Desired;

/// <summary>
/// When services may restart. Times are wall-clock times of <paramref name="TimeZone"/>; a window whose <paramref name="To"/> is not after
/// <paramref name="From"/> ends on the next day. <paramref name="Days"/> are the days it opens on.
/// </summary>
public sealed record MaintenanceWindow(string Name, ImmutableArray<DayOfWeek> Days, TimeOnly From, TimeOnly To, string TimeZone,
    ImmutableArray<(DateOnly First, DateOnly Last)> Except, SourceSpan Where);
