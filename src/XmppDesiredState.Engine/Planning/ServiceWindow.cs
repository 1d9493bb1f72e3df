using System.Globalization;
using XmppDesiredState.Desired;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Planning;

/// <summary>The maintenance window of a service.</summary>
internal static class ServiceWindow
{
    /// <summary>Null: it may restart now.</summary>
    public static Waiting? WaitingFor(PlanInput input, Declared service)
    {
        if (!service.Resource.TryGet(Service.Window, out var name) || !input.Desired.Windows.TryGetValue(name, out var window) || WindowCalendar.IsOpen(window, input.Now)) return null;
        var opening = WindowCalendar.NextOpening(window, input.Now);
        return new Waiting(opening is { } at
            ? $"window {name}, opens {at.ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} {window.TimeZone}"
            : $"window {name}, which does not open within {WindowCalendar.HorizonDays} days", opening);
    }
}
