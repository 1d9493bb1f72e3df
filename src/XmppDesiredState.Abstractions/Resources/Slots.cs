using System.Collections.Immutable;
using System.Globalization;
using XmppDesiredState.Values;

namespace XmppDesiredState.Resources;

/// <summary>Reads one field of a slot of a certificate.</summary>
internal static class Slots
{
    public static string? Text(Value.Map slot, Field<string> field) => slot.Items.GetValueOrDefault(field.Name) is Value.Text text ? text.Content : null;

    public static ImmutableArray<string> Set(Value.Map slot, Field<ImmutableArray<string>> field) =>
        slot.Items.GetValueOrDefault(field.Name) is Value.List list && field.Type.TryRead(list, out ImmutableArray<string> items, out _) ? items : [];

    public static DateTimeOffset? Time(Value.Map slot, Field<string> field) => DateTimeOffset.TryParseExact(Text(slot, field), InstalledCertificate.TimeFormat, CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
