using System.Collections.Immutable;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Providers.ZoneFile;

/// <summary>The options of a state file.</summary>
internal static class ZoneFileOptions
{
    public static readonly Field<ImmutableSortedDictionary<string, string>> Zones = new("zones", new MapType<string>("zone names", PathType.Instance), Traits.Required,
        "The master file of each zone, such as { contoso.com: zones/contoso.com.zone }.");

    public static readonly Field<ZoneCheck> Check = new("check", ZoneCheckType.Instance, Traits.None,
        "Who checks a zone before it is written: auto (named-checkzone where installed; unless given), off, or [program, argument, …] with zone and file appended.");
}
