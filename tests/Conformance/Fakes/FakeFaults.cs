using XmppDesiredState.Changes;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Conformance.Fakes;

/// <summary>Ready-made scripts for <see cref="FakeWorld.OnExecute"/> and <see cref="FakeWorld.OnObserve"/>. Thread-safe.</summary>
public static class FakeFaults
{
    // Hanging is left out: a random test would spend its time waiting.
    private static readonly FakeFault[] Survivable = [.. Enum.GetValues<FakeFault>().Where(fault => fault is not (FakeFault.None or FakeFault.Hangs or FakeFault.IsSlow))];

    /// <summary>Each step fails with the given share, in a way drawn from the seed.</summary>
    public static Func<Step, FakeFault> Random(int seed, double share)
    {
        var random = new Random(seed);
        return _ =>
        {
            lock (random) return random.NextDouble() < share ? Survivable[random.Next(Survivable.Length)] : FakeFault.None;
        };
    }

    /// <summary>The first faults in turn, then none.</summary>
    public static Func<Step, FakeFault> InTurn(params FakeFault[] faults)
    {
        var next = -1;
        return _ => Interlocked.Increment(ref next) is var index && index < faults.Length ? faults[index] : FakeFault.None;
    }

    /// <summary>One resource fails, each time.</summary>
    public static Func<Step, FakeFault> At(ResourceId id, FakeFault fault) => step => step.Resource == id ? fault : FakeFault.None;

    /// <summary>These kinds cannot be read.</summary>
    public static Func<Kind, bool> Unreadable(params Kind[] kinds) => kind => kinds.Contains(kind);
}
