using BenchmarkDotNet.Attributes;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Validation;

namespace XmppDesiredState.Benchmarks;

/// <summary>Every rule, and what the providers can hold.</summary>
[MemoryDiagnoser]
public class ValidatorBenchmarks
{
    private static readonly DateOnly Today = new(2026, 1, 1);

    private readonly Validator validator = new(LoadedState.Factories);
    private DesiredState desired = new();

    [Params(1_000, 10_000)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var state = new LoadedState(Count);
        desired = state.State();
        state.Remove();
    }

    [Benchmark]
    public ValidationResult Validate() => validator.Validate(desired, Today);
}
