using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Observation;

/// <summary>What has to be read: every kind on every provider that the files declare it on, or that holds what once was ours.</summary>
internal static class Scopes
{
    /// <param name="ours">Resources of the last apply, by address.</param>
    public static ImmutableArray<(string Provider, Scope Scope)> Of(DesiredState desired, IEnumerable<KeyValuePair<Address, Resource>> ours)
    {
        var wanted = new SortedDictionary<(int Phase, string Kind, string Provider), (Kind Kind, SortedDictionary<string, Resource> Resources, bool Unlisted)>();
        foreach (var section in desired.Sections)
        {
            foreach (var provider in section.Providers) At(section.Kind, provider, unlisted: true);
        }

        foreach (var group in desired.Resources.GroupBy(declared => (declared.Resource.Id.Kind, declared.Provider)))
        {
            var resources = At(group.Key.Kind, group.Key.Provider, unlisted: true);
            foreach (var declared in group) resources[declared.Resource.Id.Name] = declared.Resource;
        }

        foreach (var (address, resource) in ours) At(address.Id.Kind, address.Provider, unlisted: false).TryAdd(address.Id.Name, resource);
        return [.. wanted.Select(entry => (entry.Key.Provider, new Scope(entry.Value.Kind, [.. entry.Value.Resources.Values], entry.Value.Unlisted)))];

        SortedDictionary<string, Resource> At(Kind kind, string provider, bool unlisted)
        {
            var key = (kind.Phase, kind.Name, provider);
            if (!wanted.TryGetValue(key, out var entry)) entry = (kind, new SortedDictionary<string, Resource>(StringComparer.Ordinal), false);
            wanted[key] = entry with { Unlisted = entry.Unlisted || unlisted };
            return entry.Resources;
        }
    }
}
