using System.Collections.Immutable;
using XmppDesiredState.Conformance.Fakes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Drifting;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.Observation;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Engine.Validation;
using XmppDesiredState.Resources;
using XmppDesiredState.Scripts;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Tests;

/// <summary>The whole engine over an in-memory live system that fails on request, with a real run store in a folder of its own.</summary>
internal sealed class Rig : IDisposable
{
    public static readonly SourceSpan Where = new("desired.yaml", 1, 1, 1, 2);

    private readonly string folder = Directory.CreateTempSubdirectory("xmppstate-rig-").FullName;
    private int runs;

    public FakeWorld World { get; } = new();

    public DesiredState Desired { get; set; } = new() { Name = "rig", ConfigDigest = "digest" };

    public PlanOptions Options { get; set; } = new() { Timeout = TimeSpan.FromSeconds(5) };

    public Action<RunProgress>? Progress { get; set; }

    public Func<string, string?> Environment { get; set; } = _ => null;

    public string StoreFolder => Path.Combine(folder, "store");

    public void Declare(params Resource[] resources) => Declare(UnlistedPolicy.Report, resources);

    public void Declare(UnlistedPolicy unlisted, params Resource[] resources) => Desired = Desired with
    {
        Resources = [.. resources.Select(resource => new Declared(resource, "fake", Where)).OrderBy(declared => declared.Address)],
        Sections = [.. resources.Select(resource => resource.Id.Kind).Append(Partner.Kind).Distinct().Select(kind => new Section(kind, ["fake"], unlisted, RemovedPolicy.Delete, false, Where))],
        Providers = ImmutableSortedDictionary.Create<string, ProviderDeclaration>(StringComparer.Ordinal).Add("fake", new ProviderDeclaration("fake", "fake", Value.Map.NoItems, folder, Where)),
    };

    public async Task<Plan> PlanAsync()
    {
        await using var store = Store();
        return await Reconciler().PlanAsync(Desired, new ValidationResult([], []), store, Options, TestContext.Current.CancellationToken);
    }

    public async Task<DriftReport> DriftAsync()
    {
        await using var store = Store();
        var result = await Reconciler().DriftAsync(Desired, new ValidationResult([], []), store, Options, TimeSpan.Zero, TestContext.Current.CancellationToken);
        return result.Report ?? throw new InvalidOperationException(result.NotChecked!.Summary);
    }

    public async Task<ApplyResult> ApplyAsync(Plan? approved = null, bool approve = true, CancellationToken stop = default)
    {
        await using var store = Store();
        return await Reconciler().ApplyAsync(Desired, new ValidationResult([], []), store, Options, Apply(approved, approve), stop, TestContext.Current.CancellationToken);
    }

    /// <summary>Closes what a person did of the plan with scripts.</summary>
    public async Task<ApplyResult> RecordAsync(Plan approved)
    {
        await using var store = Store();
        return await Reconciler().RecordAsync(Desired, new ValidationResult([], []), store, Options, Apply(approved, approve: false), TestContext.Current.CancellationToken);
    }

    /// <summary>What scripts brought back.</summary>
    public ImmutableArray<ScriptResult> Brought { get; set; } = [];

    /// <summary>Stands before the store, to make it fail.</summary>
    public Func<IRunStore, IRunStore> Wrap { get; set; } = store => store;

    public IRunStore Store() => Wrap(new FolderRunStore(StoreFolder, TimeProvider.System));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private ApplyOptions Apply(Plan? approved, bool approve) => new()
    {
        Approved = approved,
        Approve = (_, _) => ValueTask.FromResult(approve),
        RunId = $"20261123T120000Z-{++runs:x4}",
        Actor = "tester",
        Machine = "here",
        Command = "apply",
        Progress = Progress,
    };

    private Reconciler Reconciler() => new([new FakeProviderFactory("fake", World), new FakeProviderFactory("other", World)], TimeProvider.System, new SecretResolver(Environment, allowPrograms: false), allowPrograms: false, _ => { })
    { Brought = Brought };
}
