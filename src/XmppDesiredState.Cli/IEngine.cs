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

namespace XmppDesiredState.Cli;

/// <summary>What the commands ask of the engine.</summary>
internal interface IEngine
{
    ImmutableArray<IProviderFactory> Factories { get; }

    /// <summary>Every code of the engine's phases and of the YAML reader, without those of providers.</summary>
    ImmutableArray<DiagnosticDescriptor> Descriptors { get; }

    LoadResult Load(LoadRequest request);

    ValidationResult Validate(DesiredState desired, DateOnly today);

    /// <param name="allowPrograms">False under <c>--no-exec</c>.</param>
    (IRunStore? Store, ImmutableArray<Diagnostic> Diagnostics) OpenRunStore(RunStoreDeclaration? declared, string rootFolder, bool allowPrograms);

    string CreateRunId(DateTimeOffset now, string machine, int processId);

    Task<Plan> PlanAsync(RunInput input, CancellationToken cancellationToken);

    /// <summary>Looks for drift between two runs, without a lock.</summary>
    Task<DriftResult> DriftAsync(RunInput input, TimeSpan lockTimeout, CancellationToken cancellationToken);

    Task<ApplyResult> ApplyAsync(RunInput input, ApplyOptions apply, CancellationToken stop, CancellationToken abandon);

    /// <summary>Closes what a person executed with a script.</summary>
    Task<ApplyResult> RecordAsync(RunInput input, ApplyOptions apply, CancellationToken stop);

    /// <summary>Writes scripts of providers that have them.</summary>
    ScriptWriter Scripts { get; }

    /// <param name="file">Its path as the user would write it.</param>
    /// <exception cref="ProviderException">No script of ours wrote it.</exception>
    ScriptResult ReadScriptResult(ReadOnlyMemory<byte> content, string file);

    /// <param name="ours">Our domains; streams are opened as one of them.</param>
    /// <param name="ended">Takes each verdict as it comes, from any thread.</param>
    Task<ImmutableArray<PeerVerdict>> VerifyAsync(ImmutableArray<VerifyPeer> peers, ImmutableArray<string> ours, VerifySettings settings, Action<PeerVerdict>? ended, CancellationToken cancellationToken);

    Task<ExportedState> ExportAsync(ExportInput input, CancellationToken cancellationToken);

    /// <param name="folder">Absolute path of the folder that the file will stand in.</param>
    string WriteStateFile(ExportedState state, string folder);

    /// <summary>The same, one file for each section.</summary>
    ImmutableArray<(string Name, string Text)> WriteStateFiles(ExportedState state, string folder);

    /// <summary>Writes what is live as entries of a state file.</summary>
    EntryWriter Entries { get; }

    PlanComparison Compare(Plan approved, Plan fresh);

    void WritePlan(Plan plan, IBufferWriter<byte> output);

    (Plan? Plan, ImmutableArray<Diagnostic> Diagnostics) ReadPlan(ReadOnlyMemory<byte> json, string file);

    string StateFileSchema();

    string PlanSchema();

    (string Text, ImmutableArray<Diagnostic> Diagnostics) Format(string text, string file);
}
