using System.Collections.Immutable;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Observation;

/// <summary>Everything observed in one run, ordered by kind and provider.</summary>
public sealed class ObservedState(ImmutableArray<KindObservation> kinds)
{
    private readonly Dictionary<(string, Kind), KindObservation> byKind = kinds.ToDictionary(seen => (seen.Provider, seen.Kind));
    private readonly Dictionary<Address, ObservedResource> byAddress = kinds
        .Where(seen => seen.Seen is not null)
        .SelectMany(seen => seen.Seen!.Resources.Select(resource => (Address: new Address(resource.Resource.Id, seen.Provider), resource)))
        .ToDictionary(pair => pair.Address, pair => pair.resource);

    public ImmutableArray<KindObservation> Kinds => kinds;

    public KindObservation? Of(string provider, Kind kind) => byKind.GetValueOrDefault((provider, kind));

    /// <summary>Null: not there, or unknown; ask <see cref="IsKnown"/> which.</summary>
    public ObservedResource? Find(Address address) => byAddress.GetValueOrDefault(address);

    /// <summary>Whether this member of it could not be asked, so that nothing follows from what is reported, or not reported, of it.</summary>
    public bool IsUnknown(Address address, string member) => Of(address.Provider, address.Id.Kind)?.Seen is { } seen && seen.Unknown.Any(unknown => unknown.Id == address.Id && (unknown.Member == member || unknown.Member == Providers.UnknownMember.Every));

    /// <summary>Whether the provider could be read for this kind, so that absence means absence.</summary>
    public bool IsKnown(string provider, Kind kind) => Of(provider, kind)?.Seen is not null;
}
