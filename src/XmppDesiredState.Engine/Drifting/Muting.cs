using System.Collections.Immutable;

namespace XmppDesiredState.Engine.Drifting;

/// <summary>Moves what <c>drift.ignore</c> names out of drift and unlisted, whole or attribute by attribute.</summary>
internal static class Muting
{
    public static IEnumerable<DriftItem> Apply(DriftItem item, MuteList mutes)
    {
        if (item.Class is not (DriftClass.Drift or DriftClass.Unlisted)) return [item];
        if (mutes.Of(item.Address, null) is { } whole) return [item with { Class = DriftClass.Acknowledged, Reason = DriftReasons.Muted, Mute = whole }];
        // Of a resource that is there and should not be, or the reverse, no single attribute is what matters.
        if (item.Reason is not (DriftReasons.Changed or DriftReasons.Replaced or DriftReasons.NotRestarted)) return [item];
        ImmutableArray<DriftAttribute> told = [.. item.Attributes.Select(attribute => attribute with { Mute = mutes.Of(item.Address, attribute.Field) })];
        ImmutableArray<DriftAttribute> muted = [.. told.Where(attribute => attribute.Mute is not null)];
        if (muted.IsEmpty) return [item];
        var acknowledged = item with { Class = DriftClass.Acknowledged, Reason = DriftReasons.Muted, Attributes = muted, Mute = muted[0].Mute };
        return muted.Length == told.Length ? [acknowledged] : [item with { Attributes = [.. told.Where(attribute => attribute.Mute is null)] }, acknowledged];
    }
}
