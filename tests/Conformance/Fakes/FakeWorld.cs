using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using XmppDesiredState.Changes;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Conformance.Fakes;

/// <summary>
/// An in-memory live system for all seven kinds. Tests fill it, change it behind everybody's back, script its faults and read what was
/// asked of it. Safe for several threads and several providers at once.
/// </summary>
public sealed class FakeWorld
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<ResourceId, ObservedResource> live = [];
    private readonly Dictionary<(ResourceId, string), Value> previous = [];
    private readonly HashSet<string> failing = [];
    private readonly List<FakeCall> calls = [];
    private long writes;

    /// <summary>Asked at each step, before anything happens.</summary>
    public Func<Step, FakeFault> OnExecute { get; set; } = _ => FakeFault.None;

    /// <summary>Whether observing a kind fails.</summary>
    public Func<Kind, bool> OnObserve { get; set; } = _ => false;

    /// <summary>Whether the issuer has yet to answer requests.</summary>
    public bool IssuerWaits { get; set; }

    /// <summary>Whether a member comes back with what it has loaded; asked by probes.</summary>
    public Func<string, string?, bool> Serves { get; set; } = (_, _) => true;

    /// <summary>Members that cannot be asked what they have, or run with.</summary>
    public ImmutableHashSet<string> Unreachable { get; set; } = [];

    /// <summary>Whether a reload is taken up; otherwise it is accepted and nothing comes of it, and only a restart helps.</summary>
    public bool Reloads { get; set; } = true;

    /// <summary>Identity of the live system, as an observation reports it.</summary>
    public string Target { get; set; } = "fake";

    public bool SeesUnlisted { get; set; } = true;

    public TimeSpan Slowness { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>With <see cref="FakeFault.RefusesForNow"/>.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Everything that was asked, in order.</summary>
    public ImmutableArray<FakeCall> Calls
    {
        get { lock (gate) return [.. calls]; }
    }

    public IEnumerable<FakeCall> Writes => Calls.Where(call => call.IsWrite);

    /// <summary>How often the live system changed. A test that proves that nothing was written compares it.</summary>
    public long Changes
    {
        get { lock (gate) return writes; }
    }

    public ImmutableArray<Resource> Resources
    {
        get { lock (gate) return [.. live.Values.Select(seen => seen.Resource)]; }
    }

    public Resource? Find(ResourceId id)
    {
        lock (gate) return live.GetValueOrDefault(id)?.Resource;
    }

    /// <summary>As a person would, past every provider.</summary>
    public void Put(Resource resource)
    {
        lock (gate) live[resource.Id] = new ObservedResource(FakeForm.Report(resource), $"v{++writes}");
    }

    public void Remove(ResourceId id)
    {
        lock (gate)
        {
            if (live.Remove(id)) writes++;
        }
    }

    /// <summary>Whether probes of a member fail.</summary>
    public void SetFailing(string member, bool fails = true)
    {
        lock (gate) _ = fails ? failing.Add(member) : failing.Remove(member);
    }

    public bool IsFailing(string member)
    {
        lock (gate) return failing.Contains(member);
    }

    internal void Record(FakeCall call)
    {
        lock (gate) calls.Add(call);
    }

    /// <summary>Reads, decides and writes as one, which is what makes compare-and-swap real.</summary>
    internal T Atomically<T>(Func<FakeWorld, T> act)
    {
        lock (gate) return act(this);
    }

    internal ObservedResource? Seen(ResourceId id)
    {
        lock (gate) return live.TryGetValue(id, out var seen) ? seen : id.Kind.IsFixed(id.Name) ? new ObservedResource(FakeForm.Report(new Resource(id)), "v0") : null;
    }

    internal ImmutableArray<ObservedResource> SeenOf(Kind kind, IEnumerable<ResourceId> fixedIds)
    {
        lock (gate)
        {
            return [.. live.Keys.Where(id => id.Kind == kind).Concat(fixedIds.Where(id => kind.IsFixed(id.Name))).Distinct().Order().Select(id => Seen(id)!)];
        }
    }

    /// <summary>What a member had installed before, for the failure branch.</summary>
    internal void Keep(ResourceId id, string member, Value? installed)
    {
        lock (gate)
        {
            if (installed is null) _ = previous.Remove((id, member));
            else previous[(id, member)] = installed;
        }
    }

    internal bool TryGetPrevious(ResourceId id, string member, [NotNullWhen(true)] out Value? installed)
    {
        lock (gate) return previous.TryGetValue((id, member), out installed);
    }
}
