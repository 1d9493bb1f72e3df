using System.Collections.Immutable;

namespace XmppDesiredState.Providers.ZoneFile.Master;

/// <summary>A zone as its files say it.</summary>
/// <param name="Files">The zone file first, then those it includes.</param>
/// <param name="Entries">All records but those of $GENERATE, in the order of reading.</param>
/// <param name="Managed">By owner.</param>
/// <param name="Repeated">Indexes of the files that are included more than once.</param>
/// <param name="Soa">Index of the SOA in <paramref name="Entries"/>.</param>
/// <param name="LastDirective">Where the last directive of the zone file begins; -1 without one.</param>
internal sealed record ZoneContent(string Zone, ImmutableArray<ZoneText> Files, IReadOnlyList<ZoneEntry> Entries,
    IReadOnlyDictionary<string, ImmutableArray<ZoneSrv>> Managed, IReadOnlySet<int> Repeated, int Soa, ZoneToken SerialToken, uint Serial, int LastDirective)
{
    public ImmutableArray<ZoneSrv> Of(string owner) => Managed.GetValueOrDefault(owner, []);
}
