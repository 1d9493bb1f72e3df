using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Loading.Layout;
using XmppDesiredState.Engine.Loading.Layout.Types;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading.Binding;

/// <summary><c>maintenance</c>.</summary>
internal static class WindowReader
{
    public static ImmutableSortedDictionary<string, MaintenanceWindow> Read(YamlNode? node, ValueReader reader)
    {
        var windows = ImmutableSortedDictionary.CreateBuilder<string, MaintenanceWindow>(StringComparer.Ordinal);
        if (node is not null and not YamlMapping && !ValueReader.IsNull(node))
            reader.Report(LoadDiagnostics.WrongValue.At(node.Span, "maintenance is not a map.", "Write each window as name: { days, from, to, timeZone }."));
        foreach (var (key, value) in (node as YamlMapping)?.Entries ?? [])
        {
            if (!NameType.IsName(key.Text))
                reader.Report(LoadDiagnostics.BadName.At(key.Span, $"'{key.Text}' is no name for a window.", "Use letters, digits, hyphens, underscores and dots."));
            if (One(key, value, reader) is { } window) windows[key.Text] = window;
        }

        return windows.ToImmutable();
    }

    private static MaintenanceWindow? One(YamlScalar key, YamlNode node, ValueReader reader)
    {
        if (MapReader.Open(node, WindowLayout.Type, reader, $"the window {key.Text}") is not { } map) return null;
        var except = map.Get(WindowLayout.Except);
        var isGood = map.TryGet(WindowLayout.Days, out var days) & map.TryGet(WindowLayout.From, out var from)
            & map.TryGet(WindowLayout.To, out var to) & map.TryGet(WindowLayout.TimeZone, out var zone);
        if (zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            reader.Report(LoadDiagnostics.UnknownTimeZone.At(map.NodeOf(WindowLayout.TimeZone)!.Span, $"There is no time zone '{zone}' on this machine.", "Write an IANA name such as Europe/Berlin."));
            return null;
        }

        return isGood ? new MaintenanceWindow(key.Text, [.. days.Distinct()], from, to, zone!, except.IsDefault ? [] : except, key.Span) : null;
    }
}
