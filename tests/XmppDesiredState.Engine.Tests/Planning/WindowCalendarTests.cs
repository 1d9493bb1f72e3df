using System.Globalization;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Engine.Tests.Planning;

public sealed class WindowCalendarTests
{
    private static MaintenanceWindow Window(string from, string to, params DayOfWeek[] days) => new("nights", [.. days], TimeOnly.Parse(from, CultureInfo.InvariantCulture),
        TimeOnly.Parse(to, CultureInfo.InvariantCulture), "Europe/Berlin", [(new DateOnly(2026, 12, 22), new DateOnly(2027, 1, 6))], PlanCase.Where);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("2026-11-24T20:59:59Z", false)] // Tuesday 21:59:59 in Berlin
    [InlineData("2026-11-24T21:00:00Z", true)]
    [InlineData("2026-11-25T02:59:59Z", true)]  // Wednesday 03:59:59: opened on Tuesday
    [InlineData("2026-11-25T03:00:00Z", false)]
    [InlineData("2026-11-25T21:30:00Z", false)] // Wednesday evening
    [InlineData("2026-12-22T21:30:00Z", false)] // excepted
    [InlineData("2026-07-07T20:30:00Z", true)]  // summer time
    public void Tuesday_and_Thursday_nights(string now, bool open) =>
        Assert.Equal(open, WindowCalendar.IsOpen(Window("22:00", "04:00", DayOfWeek.Tuesday, DayOfWeek.Thursday), At(now)));

    [Theory]
    [InlineData("2026-11-23T12:00:00Z", "2026-11-24T22:00:00+01:00")]
    [InlineData("2026-12-20T12:00:00Z", "2027-01-07T22:00:00+01:00")] // over the exception
    [InlineData("2027-03-26T12:00:00Z", "2027-03-30T22:00:00+02:00")] // over the change of clocks
    public void The_next_opening(string now, string opening) =>
        Assert.Equal(At(opening), WindowCalendar.NextOpening(Window("22:00", "04:00", DayOfWeek.Tuesday, DayOfWeek.Thursday), At(now)));

    [Fact]
    public void A_window_that_begins_in_the_gap_of_spring_begins_behind_it() =>
        Assert.Equal(At("2027-03-28T03:00:00+02:00"), WindowCalendar.NextOpening(Window("02:30", "05:00", DayOfWeek.Sunday), At("2027-03-27T12:00:00Z")));

    [Fact]
    public void A_window_that_ends_in_the_doubled_hour_of_autumn_ends_with_the_second() =>
        Assert.True(WindowCalendar.IsOpen(Window("01:00", "02:45", DayOfWeek.Sunday), At("2027-10-31T01:40:00Z"))); // 02:40 the second time

    [Fact]
    public void A_window_that_never_opens_says_so() => Assert.Null(WindowCalendar.NextOpening(Window("22:00", "04:00"), At("2026-11-23T12:00:00Z")));
}
