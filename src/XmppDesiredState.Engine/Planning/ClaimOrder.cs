using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Planning;

/// <summary>
/// A domain belongs to one partner. The step that releases it runs before the step that claims it; where the holder does not release it,
/// the claim is held back; where partners swap, each first gives up and then takes.
/// </summary>
internal sealed class ClaimOrder
{
    private readonly Dictionary<Address, Change> leftOut;
    private readonly Dictionary<Address, Change> changes;
    private readonly Dictionary<(string Provider, Kind Kind, string Claim), Address> holders = [];
    private readonly Dictionary<Address, Resource> live = [];

    private ClaimOrder(PlanInput input, ImmutableArray<Change> selected, ImmutableArray<Change> leftOut)
    {
        this.leftOut = leftOut.ToDictionary(change => change.Address);
        changes = selected.ToDictionary(change => change.Address);
        foreach (var kind in input.Observed.Kinds.Where(kind => kind.Seen is not null))
        {
            foreach (var observed in kind.Seen!.Resources)
            {
                var address = new Address(observed.Resource.Id, kind.Provider);
                live[address] = observed.Resource;
                foreach (var claim in kind.Kind.Claims(observed.Resource)) holders.TryAdd((kind.Provider, kind.Kind, claim), address);
            }
        }
    }

    public static ImmutableArray<OrderedChange> Of(PlanInput input, ImmutableArray<Change> selected, ImmutableArray<Change> leftOut) => new ClaimOrder(input, selected, leftOut).Order();

    private ImmutableArray<OrderedChange> Order()
    {
        var requires = new Dictionary<Address, SortedSet<Address>>();
        // A change that turns out to be blocked blocks those that wait for its release, so look again until nothing more is blocked.
        while (Block(requires))
        {
        }

        var cyclic = Cyclic(requires);
        return [.. changes.Values.OrderBy(change => change.Address).Select(change => new OrderedChange(change, requires.TryGetValue(change.Address, out var releases) ? [.. releases] : [],
            cyclic.Contains(change.Address) ? Interim(live[change.Address], change.After!) : null))];
    }

    private bool Block(Dictionary<Address, SortedSet<Address>> requires)
    {
        requires.Clear();
        var blocked = new List<Change>();
        foreach (var change in changes.Values.Where(change => !change.IsBlocked && change.After is not null))
        {
            foreach (var claim in Gained(change))
            {
                if (!holders.TryGetValue((change.Address.Provider, change.Address.Id.Kind, claim), out var holder) || holder == change.Address) continue;
                if (Objection(change, claim, holder) is { } objection)
                {
                    blocked.Add(change with { Blocked = objection });
                    break;
                }

                if (!requires.TryGetValue(change.Address, out var known)) requires.Add(change.Address, known = []);
                known.Add(holder);
            }
        }

        foreach (var change in blocked) changes[change.Address] = change;
        return blocked.Count > 0;
    }

    private Diagnostic? Objection(Change change, string claim, Address holder)
    {
        if (changes.TryGetValue(holder, out var release) && Releases(release, claim))
            return release.IsBlocked ? PlanningDiagnostics.ReleaseBlockedAt(change, claim, holder) : null;
        return leftOut.TryGetValue(holder, out var left) && Releases(left, claim)
            ? PlanningDiagnostics.ReleaseLeftOutAt(change, claim, holder)
            : PlanningDiagnostics.HeldAt(change, claim, holder, "keeps it");
    }

    private bool Releases(Change change, string claim) => change.After is null || !Claims(change.Address, change.After).Contains(claim);

    private IEnumerable<string> Gained(Change change)
    {
        var before = live.TryGetValue(change.Address, out var observed) ? change.Address.Id.Kind.Claims(observed).ToHashSet() : [];
        return Claims(change.Address, change.After!).Where(claim => !before.Contains(claim));
    }

    // What it will hold: declared attributes over live ones.
    private IEnumerable<string> Claims(Address address, Resource after) =>
        address.Id.Kind.Claims(live.TryGetValue(address, out var observed) ? after with { Attributes = observed.Attributes.SetItems(after.Attributes) } : after);

    private static HashSet<Address> Cyclic(Dictionary<Address, SortedSet<Address>> requires)
    {
        // A change is in a circle if it can reach itself.
        var cyclic = new HashSet<Address>();
        foreach (var start in requires.Keys)
        {
            var seen = new HashSet<Address>();
            var open = new Stack<Address>(requires[start]);
            while (open.TryPop(out var address))
            {
                if (address == start) cyclic.Add(start);
                if (seen.Add(address) && requires.TryGetValue(address, out var next)) foreach (var further in next) open.Push(further);
            }
        }

        return cyclic;
    }

    /// <summary>The state in which a partner has given up what it gives up and taken nothing yet.</summary>
    public static Resource Interim(Resource live, Resource wanted)
    {
        var field = Partner.AdditionalDomains;
        var before = live[field] is Value.List had ? had.Items : [];
        var after = wanted[field] is Value.List shall ? shall.Items : [];
        var kept = before.Where(after.Contains).ToImmutableArray();
        return new Resource(wanted.Id).With(field.Name, kept.IsEmpty ? Value.Cleared.Instance : new Value.List(kept));
    }
}
