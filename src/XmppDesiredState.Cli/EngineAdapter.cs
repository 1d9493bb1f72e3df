using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using XmppDesiredState.Azure.Blobs;
using XmppDesiredState.Certificates;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine;
using XmppDesiredState.Engine.Confirmation;
using XmppDesiredState.Engine.Drifting;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.Export;
using XmppDesiredState.Engine.Loading;
using XmppDesiredState.Engine.Observation;
using XmppDesiredState.Engine.PlanFiles;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Engine.Scripts;
using XmppDesiredState.Engine.Validation;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Providers;
using XmppDesiredState.Scripts;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Cli;

/// <summary>The engine with the providers of this build.</summary>
/// <param name="factories">Default: those of the catalog.</param>
internal sealed class EngineAdapter(CliEnvironment environment, ImmutableArray<IProviderFactory> factories = default) : IEngine
{
    public ImmutableArray<IProviderFactory> Factories { get; } = factories.IsDefault ? ProviderCatalog.Create() : factories;

    public ImmutableArray<DiagnosticDescriptor> Descriptors =>
    [
        .. YamlDiagnostics.All, .. LoadDiagnostics.All, .. ValidationDiagnostics.All, .. ObservationDiagnostics.All, .. PlanningDiagnostics.All,
        .. PlanFileDiagnostics.All, .. ExecutionDiagnostics.All, .. ConfirmationDiagnostics.All, .. DriftDiagnostics.All, .. ScriptDiagnostics.All, .. VerifyDiagnostics.All, .. RunStoreDiagnostics.All, .. SecretDiagnostics.All, .. CertificateDiagnostics.All,
    ];

    public LoadResult Load(LoadRequest request) => new Loader(Factories).Load(request);

    public ValidationResult Validate(DesiredState desired, DateOnly today) => new Validator(Factories).Validate(desired, today);

    public (IRunStore? Store, ImmutableArray<Diagnostic> Diagnostics) OpenRunStore(RunStoreDeclaration? declared, string rootFolder, bool allowPrograms) =>
        RunStores.Create(declared, rootFolder, environment.Clock, place => new AzureBlobs(place, new SecretResolver(environment.Variable, allowPrograms).RevealAsync, allowPrograms, environment.Clock));

    public string CreateRunId(DateTimeOffset now, string machine, int processId) => RunId.Create(now, machine, processId);

    public Task<Plan> PlanAsync(RunInput input, CancellationToken cancellationToken) =>
        Reconciler(input).PlanAsync(input.Desired, input.Validation, input.Store, input.Options, cancellationToken);

    public Task<DriftResult> DriftAsync(RunInput input, TimeSpan lockTimeout, CancellationToken cancellationToken) =>
        Reconciler(input).DriftAsync(input.Desired, input.Validation, input.Store, input.Options, lockTimeout, cancellationToken);

    public Task<ApplyResult> ApplyAsync(RunInput input, ApplyOptions apply, CancellationToken stop, CancellationToken abandon) =>
        Reconciler(input).ApplyAsync(input.Desired, input.Validation, input.Store, input.Options, apply, stop, abandon);

    public Task<ApplyResult> RecordAsync(RunInput input, ApplyOptions apply, CancellationToken stop) =>
        Reconciler(input).RecordAsync(input.Desired, input.Validation, input.Store, input.Options, apply, stop);

    public ScriptWriter Scripts => new(Factories, CommandLine.Version);

    public ScriptResult ReadScriptResult(ReadOnlyMemory<byte> content, string file) => new ScriptReader(Factories).Read(content, file);

    public Task<ImmutableArray<PeerVerdict>> VerifyAsync(ImmutableArray<VerifyPeer> peers, ImmutableArray<string> ours, VerifySettings settings, Action<PeerVerdict>? ended, CancellationToken cancellationToken) =>
        new Verifier(settings, environment.Clock).RunAsync(peers, ours, ended, cancellationToken);

    public Task<ExportedState> ExportAsync(ExportInput input, CancellationToken cancellationToken) =>
        new Exporter(Factories, environment.Clock, new SecretResolver(environment.Variable, input.AllowPrograms), input.AllowPrograms, input.Progress)
            .ExportAsync(input.Declared, input.Provider, input.Timeout, cancellationToken);

    public string WriteStateFile(ExportedState state, string folder) => new StateFileWriter(Factories).Write(state, folder, environment.HomeFolder);

    public ImmutableArray<(string Name, string Text)> WriteStateFiles(ExportedState state, string folder) => new StateFileWriter(Factories).WriteSplit(state, folder, environment.HomeFolder);

    public EntryWriter Entries => new(Factories);

    public PlanComparison Compare(Plan approved, Plan fresh) => PlanComparer.Compare(approved, fresh);

    public void WritePlan(Plan plan, IBufferWriter<byte> output) => PlanJson.Write(plan, output);

    public (Plan? Plan, ImmutableArray<Diagnostic> Diagnostics) ReadPlan(ReadOnlyMemory<byte> json, string file) => PlanJson.Read(json, file);

    public string StateFileSchema() => Engine.Loading.StateFileSchema.Create(Factories);

    public string PlanSchema() => Encoding.UTF8.GetString(Engine.PlanFiles.PlanSchema.Create().Span);

    public (string Text, ImmutableArray<Diagnostic> Diagnostics) Format(string text, string file)
    {
        var result = YamlFormatter.Format(text, file, new StateFileKeyOrder(Factories).KeysAt);
        return (result.Text, result.Diagnostics);
    }

    private Reconciler Reconciler(RunInput input) =>
        new(Factories, environment.Clock, new SecretResolver(environment.Variable, input.AllowPrograms), input.AllowPrograms, input.Progress) { Brought = input.Brought };
}
