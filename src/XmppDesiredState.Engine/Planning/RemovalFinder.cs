using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Planning;

/// <summary>
/// What is live and not declared.
/// <code>
/// last applied | live | outcome
/// -------------|------|--------------------------------------------------------------
/// any          | yes  | acknowledged in force: reported as such, never touched
/// yes (ours)   | yes  | removed: delete (default) → delete; keep → nothing, no longer ours
/// yes (ours)   | no   | nothing: it is gone already
/// no           | yes  | unlisted: report (default) → unlisted; delete → delete; ignore → nothing
/// any          | yes, and it always exists (settings, global policy) → nothing
/// </code>
/// </summary>
internal static class RemovalFinder
{
    public static ImmutableArray<Change> Find(PlanInput input, out ImmutableArray<UnlistedResource> unlisted)
    {
        var declared = input.Desired.Resources.Select(resource => resource.Address).ToHashSet();
        var changes = ImmutableArray.CreateBuilder<Change>();
        var others = ImmutableArray.CreateBuilder<UnlistedResource>();
        foreach (var kind in input.Observed.Kinds.Where(kind => kind.Seen is not null))
        {
            var section = input.Desired.SectionOf(kind.Kind);
            foreach (var observed in kind.Seen!.Resources)
            {
                var address = new Address(observed.Resource.Id, kind.Provider);
                if (declared.Contains(address) || kind.Kind.IsFixed(address.Id.Name)) continue;
                if (input.Desired.Acknowledged.FirstOrDefault(known => known.Matches(address) && known.IsInForce(input.Today)) is { } acknowledged)
                {
                    others.Add(new UnlistedResource(address, observed.Resource, acknowledged.Reason, acknowledged.Until));
                }
                else if (input.LastApplied.Entries.ContainsKey(address))
                {
                    if (section?.Removed != RemovedPolicy.Keep) changes.Add(ChangeFinder.Delete(address, observed.Resource, "delete_because_removed_from_file", null));
                }
                else if (section?.Unlisted == UnlistedPolicy.Delete)
                {
                    changes.Add(ChangeFinder.Delete(address, observed.Resource, "delete_because_unlisted", section.Where));
                }
                else if (section is not null && section.Unlisted != UnlistedPolicy.Ignore)
                {
                    others.Add(new UnlistedResource(address, observed.Resource));
                }
            }
        }

        unlisted = [.. others.OrderBy(other => other.Address)];
        return changes.DrainToImmutable();
    }
}
