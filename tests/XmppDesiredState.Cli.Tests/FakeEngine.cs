using System.Buffers;
using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine;
using XmppDesiredState.Engine.Export;
using XmppDesiredState.Engine.Loading;
using XmppDesiredState.Engine.PlanFiles;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Engine.Scripts;
using XmppDesiredState.Engine.Validation;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Providers;
using XmppDesiredState.Scripts;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Cli.Tests;

/// <summary>Answers what a test tells it to and remembers what it was asked.</summary>
internal sealed class FakeEngine : IEngine
{
    public ImmutableArray<IProviderFactory> Factories { get; init; } = [];

    public ImmutableArray<DiagnosticDescriptor> Descriptors => [.. YamlDiagnostics.All, .. PlanFileDiagnostics.All];

    public ImmutableArray<Diagnostic> LoadFindings { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Sources { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableArray<Diagnostic> Findings { get; init; } = [];

    public Plan Plan { get; init; } = Plans.Nothing;

    public ExportedState? Exported { get; init; }

    public ImmutableSortedDictionary<string, ProviderDeclaration> Providers { get; init; } = ImmutableSortedDictionary<string, ProviderDeclaration>.Empty;

    /// <summary>What the files say of our side and of partners.</summary>
    public DesiredState Desired { get; init; } = new() { Name = "contoso" };

    public ImmutableArray<PeerVerdict> Verdicts { get; set; } = [];

    /// <summary>What was asked to be verified.</summary>
    public (ImmutableArray<VerifyPeer> Peers, ImmutableArray<string> Ours, VerifySettings Settings)? Verified { get; private set; }

    public Func<ApplyOptions, Task<ApplyResult>>? OnApply { get; init; }

    public LoadRequest? Request { get; private set; }

    public RunInput? Input { get; private set; }

    public ApplyOptions? Applied { get; private set; }

    public string RootFolder { get; init; } = Path.GetTempPath();

    public LoadResult Load(LoadRequest request)
    {
        Request = request;
        var failed = LoadFindings.Any(finding => finding.Severity == Severity.Error);
        return new LoadResult(failed ? null : Desired with { Providers = Providers }, LoadFindings, Sources) { RootFolder = RootFolder };
    }

    public ValidationResult Validate(DesiredState desired, DateOnly today) => new(Findings, []);

    public (IRunStore? Store, ImmutableArray<Diagnostic> Diagnostics) OpenRunStore(RunStoreDeclaration? declared, string rootFolder, bool allowPrograms) =>
        RunStores.Create(declared, rootFolder, TimeProvider.System, place => throw new InvalidOperationException($"No test opens {place.Location}."));

    public string CreateRunId(DateTimeOffset now, string machine, int processId) => "run-1";

    public Task<Plan> PlanAsync(RunInput input, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Input = input;
        return Task.FromResult(Plan);
    }

    /// <summary>What drift finds.</summary>
    public DriftResult? Drift { get; init; }

    /// <summary>How long drift was told to wait.</summary>
    public TimeSpan? Waited { get; private set; }

    public Task<DriftResult> DriftAsync(RunInput input, TimeSpan lockTimeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        (Input, Waited) = (input, lockTimeout);
        return Task.FromResult(Drift ?? throw new InvalidOperationException("The test gave no drift."));
    }

    public async Task<ApplyResult> ApplyAsync(RunInput input, ApplyOptions apply, CancellationToken stop, CancellationToken abandon)
    {
        (Input, Applied) = (input, apply);
        if (OnApply is not null) return await OnApply(apply);
        if (!Plan.Summary.HasExecutable) return new ApplyResult(ApplyVerdict.NothingToDo) { Plan = Plan };
        if (apply.Approved is null && !await apply.Approve(Plan, stop)) return new ApplyResult(ApplyVerdict.Refused) { Plan = Plan };
        return new ApplyResult(ApplyVerdict.Executed) { Plan = Plan, Report = Plans.Done(Plan) };
    }

    public Task<ApplyResult> RecordAsync(RunInput input, ApplyOptions apply, CancellationToken stop) => ApplyAsync(input, apply, stop, stop);

    public ScriptWriter Scripts => new(Factories, "0.0.0");

    public ScriptResult ReadScriptResult(ReadOnlyMemory<byte> content, string file) => new ScriptReader(Factories).Read(content, file);

    public Task<ImmutableArray<PeerVerdict>> VerifyAsync(ImmutableArray<VerifyPeer> peers, ImmutableArray<string> ours, VerifySettings settings, Action<PeerVerdict>? ended, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Verified = (peers, ours, settings);
        foreach (var verdict in Verdicts) ended?.Invoke(verdict);
        return Task.FromResult(Verdicts);
    }

    public Task<ExportedState> ExportAsync(ExportInput input, CancellationToken cancellationToken) =>
        Task.FromResult(Exported ?? throw new InvalidOperationException("The test gave nothing to export."));

    public string WriteStateFile(ExportedState state, string folder) => $"# {state.Name}\n";

    public ImmutableArray<(string Name, string Text)> WriteStateFiles(ExportedState state, string folder) => [("providers.yaml", "providers\n"), ("partners.yaml", "partners\n")];

    public EntryWriter Entries => new(Factories);

    public PlanComparison Compare(Plan approved, Plan fresh) => PlanComparer.Compare(approved, fresh);

    public void WritePlan(Plan plan, IBufferWriter<byte> output) => PlanJson.Write(plan, output);

    public (Plan? Plan, ImmutableArray<Diagnostic> Diagnostics) ReadPlan(ReadOnlyMemory<byte> json, string file) => PlanJson.Read(json, file);

    public string StateFileSchema() => "{\"title\":\"federation\"}\n";

    public string PlanSchema() => "{\"title\":\"plan\"}\n";

    public (string Text, ImmutableArray<Diagnostic> Diagnostics) Format(string text, string file) => (text.Replace("b: 1\na: 1\n", "a: 1\nb: 1\n", StringComparison.Ordinal), []);
}
