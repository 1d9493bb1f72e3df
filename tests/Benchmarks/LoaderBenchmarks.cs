using BenchmarkDotNet.Attributes;
using XmppDesiredState.Engine.Loading;

namespace XmppDesiredState.Benchmarks;

/// <summary>A file to the desired state, the YAML tree included.</summary>
[MemoryDiagnoser]
public class LoaderBenchmarks
{
    private LoadedState? state;

    [Params(1_000, 10_000)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Setup() => state = new LoadedState(Count);

    [GlobalCleanup]
    public void Cleanup() => state?.Remove();

    [Benchmark]
    public LoadResult? Load() => state?.Load();
}
