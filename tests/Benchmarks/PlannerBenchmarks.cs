using BenchmarkDotNet.Attributes;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Benchmarks;

/// <summary>Comparison and planning: ten differences of many, and nothing live at all.</summary>
[MemoryDiagnoser]
public class PlannerBenchmarks
{
    private PlanInput? few;
    private PlanInput? all;

    [Params(1_000, 10_000)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var state = new LoadedState(Count);
        var desired = state.State();
        (few, all) = (PlannedState.Of(desired, 5), PlannedState.Of(desired, Count));
        state.Remove();
    }

    [Benchmark]
    public Plan TenDifferences() => Planner.Plan(few ?? throw new InvalidOperationException("Setup has not run."));

    [Benchmark]
    public Plan EverythingNew() => Planner.Plan(all ?? throw new InvalidOperationException("Setup has not run."));
}
