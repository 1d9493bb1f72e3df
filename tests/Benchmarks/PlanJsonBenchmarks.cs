using System.Buffers;
using BenchmarkDotNet.Attributes;
using XmppDesiredState.Engine.PlanFiles;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Benchmarks;

/// <summary>A plan of many changes as a file, both ways.</summary>
[MemoryDiagnoser]
public class PlanJsonBenchmarks
{
    private Plan? plan;
    private byte[] file = [];

    [Params(1_000, 10_000)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var state = new LoadedState(Count);
        plan = Planner.Plan(PlannedState.Of(state.State(), Count));
        file = Write();
        state.Remove();
    }

    [Benchmark]
    public byte[] Write()
    {
        var output = new ArrayBufferWriter<byte>();
        PlanJson.Write(plan ?? throw new InvalidOperationException("Setup has not run."), output);
        return output.WrittenSpan.ToArray();
    }

    [Benchmark]
    public Plan? Read() => PlanJson.Read(file, "plan.json").Plan;
}
