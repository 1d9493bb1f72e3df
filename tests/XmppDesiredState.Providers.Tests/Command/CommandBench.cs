using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Providers.Command;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Command;

/// <summary>A folder with scripts of sh, and a provider whose service <c>access</c> runs them.</summary>
internal sealed class CommandBench : IAsyncDisposable
{
    public const string Old = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", New = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB";
    public static readonly ResourceId Access = new(Service.Kind, "access");

    private readonly Dictionary<string, Value> programs = new(StringComparer.Ordinal);

    public string Folder { get; } = Directory.CreateTempSubdirectory().FullName;

    public bool AllowPrograms { get; init; } = true;

    public IProvider Provider => new CommandProviderFactory().Create(new ProviderSettings("ops", Folder, Options, (_, _) => throw new InvalidOperationException(), TimeProvider.System, _ => { }, AllowPrograms));

    public ImmutableSortedDictionary<string, Value> Options => Value.Map.NoItems.Add("services", new Value.Map(Value.Map.NoItems.Add("access", new Value.Map(Value.Map.NoItems.AddRange(programs)))));

    /// <summary>Declares a program: a script, run by sh with further arguments.</summary>
    public CommandBench With(string name, string script, params string[] arguments)
    {
        File.WriteAllText(Path.Combine(Folder, name + ".sh"), script + "\n");
        programs[name] = List(["sh", name + ".sh", .. arguments]);
        return this;
    }

    public CommandBench WithTimeout(int seconds)
    {
        programs["timeout"] = new Value.Number(seconds);
        return this;
    }

    public static Value List(params string[] words) => new Value.List([.. words.Select(word => new Value.Text(word))]);

    public static Resource Declared(params string[] members) => new Resource(Access).With(Service.Members, [.. members]);

    public Task<Observation> ObserveAsync(params string[] members) => Provider.ObserveAsync(new Scope(Service.Kind, [Declared(members)], Unlisted: true), CancellationToken.None);

    public async Task<StepOutcome> RunAsync(Operation operation, string member = "edge1") => Assert.Single(await RunAsync(Step(1, operation, member)));

    public async Task<List<StepOutcome>> RunAsync(params Step[] steps)
    {
        var outcomes = new List<StepOutcome>();
        await foreach (var outcome in Provider.ExecuteAsync(steps, CancellationToken.None)) outcomes.Add(outcome);
        return outcomes;
    }

    public static Step Step(int id, Operation operation, string member) => new(id, "ops", Access, member, operation, null,
        Declared(member).With(Service.Loaded, ImmutableSortedDictionary<string, string>.Empty.Add(member, New)));

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file)).Trim();

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
