using BenchmarkDotNet.Attributes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Benchmarks;

/// <summary>Text to nodes with their places.</summary>
[MemoryDiagnoser]
public class YamlTreeBenchmarks
{
    private string text = "";

    [Params(1_000, 10_000)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Setup() => text = StateText.Of(Count);

    [Benchmark]
    public YamlNode? Parse() => YamlTree.Parse(text, "state.yaml", YamlLimits.Default, new List<Diagnostic>());
}
