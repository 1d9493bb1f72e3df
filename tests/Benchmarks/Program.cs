using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(XmppDesiredState.Benchmarks.PlannerBenchmarks).Assembly).Run(args);
