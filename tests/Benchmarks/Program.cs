using System.Globalization;
using BenchmarkDotNet.Running;
using XmppDesiredState.Benchmarks;

if (args is ["lync", ..]) return await LyncFigures.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5);
BenchmarkSwitcher.FromAssembly(typeof(PlannerBenchmarks).Assembly).Run(args);
return 0;
