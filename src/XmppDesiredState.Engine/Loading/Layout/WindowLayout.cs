using System.Collections.Immutable;
using XmppDesiredState.Engine.Loading.Layout.Types;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Engine.Loading.Layout;

/// <summary>An entry of <c>maintenance</c>.</summary>
internal static class WindowLayout
{
    public static readonly Field<ImmutableArray<DayOfWeek>> Days = new("days", new ListType<DayOfWeek>(new ChoiceType<DayOfWeek>(
        ("Mon", DayOfWeek.Monday), ("Tue", DayOfWeek.Tuesday), ("Wed", DayOfWeek.Wednesday), ("Thu", DayOfWeek.Thursday), ("Fri", DayOfWeek.Friday), ("Sat", DayOfWeek.Saturday), ("Sun", DayOfWeek.Sunday))),
        Traits.Required, "The days it opens on: Mon to Sun.");

    public static readonly Field<TimeOnly> From = new("from", TimeOfDayType.Instance, Traits.Required, "When it opens: \"22:00\".");
    public static readonly Field<TimeOnly> To = new("to", TimeOfDayType.Instance, Traits.Required, "When it closes; on the next day where that is not after from.");
    public static readonly Field<string> TimeZone = new("timeZone", TextType.Instance, Traits.Required, "IANA time zone of the two times: Europe/Berlin.");
    public static readonly Field<ImmutableArray<(DateOnly First, DateOnly Last)>> Except = new("except", new ListType<(DateOnly, DateOnly)>(DateRangeType.Instance), Traits.None, "Days or ranges of days on which it does not open.");

    public static ObjectType Type { get; } = new("a maintenance window", Days, From, To, TimeZone, Except);
}
