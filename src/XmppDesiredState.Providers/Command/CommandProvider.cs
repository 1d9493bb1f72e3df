using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using XmppDesiredState.Changes;
using XmppDesiredState.Programs;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Command;

/// <summary>Services that declared programs ask, reload and restart, member by member.</summary>
internal sealed class CommandProvider(ProviderSettings settings) : IProvider
{
    private const int AtOnce = 8;

    private readonly ImmutableSortedDictionary<string, CommandService> services = CommandService.All(settings.Options);
    private readonly CommandClient client = new(settings);

    public Resource Normalize(Resource desired) => desired;

    public async Task<Observation> ObserveAsync(Scope scope, CancellationToken cancellationToken)
    {
        if (scope.Kind != Service.Kind) throw new ProviderException(CommandDiagnostics.Unsupported.At(null, $"The command provider has no {scope.Kind.Name}.", "Name a provider that has."));
        var ours = scope.Declared.Where(declared => services.ContainsKey(declared.Id.Name)).Select(declared => (declared.Id, Service: services[declared.Id.Name], Members: MembersOf(declared))).ToArray();
        var asked = ours.Where(one => !one.Service.Status.IsEmpty).SelectMany(one => one.Members, (one, member) => (one.Id, one.Service, Member: member)).ToArray();
        if (asked.Length > 0 && !settings.AllowPrograms) throw new ProviderException(CommandDiagnostics.ForbiddenFor(asked[0].Id));

        var answers = new (string? Thumbprint, Diagnostics.Diagnostic? Why)[asked.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, asked.Length, options, async (index, token) => answers[index] = await client.StatusAsync(asked[index].Id, asked[index].Service, asked[index].Member, token));

        var resources = ours.Select(one => CommandMapper.Report(one.Id, one.Service, asked.Zip(answers)
            .Where(answer => answer.First.Id == one.Id && answer.Second.Thumbprint is { Length: > 0 })
            .ToImmutableSortedDictionary(answer => answer.First.Member, answer => answer.Second.Thumbprint!, StringComparer.Ordinal)));
        return new Observation([.. resources.OrderBy(resource => resource.Resource.Id)], SawUnlisted: false, "command", [])
        {
            Unknown = [.. asked.Zip(answers).Where(answer => answer.Second.Why is not null).Select(answer => new UnknownMember(answer.First.Id, answer.First.Member, answer.Second.Why!))],
        };
    }

    public async IAsyncEnumerable<StepOutcome> ExecuteAsync(IReadOnlyList<Step> steps, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var turn = new SemaphoreSlim(AtOnce);
        var running = steps.Select(step => InTurnAsync(step, turn, stop.Token)).ToArray();
        try
        {
            await foreach (var done in Task.WhenEach(running)) yield return await done;
        }
        finally
        {
            // Whoever stops listening stops the programs too.
            await stop.CancelAsync();
            await Task.WhenAll(running).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static ImmutableArray<string> MembersOf(Resource service) => service.TryGet(Service.Members, out var members) ? members : [];

    private async Task<StepOutcome> InTurnAsync(Step step, SemaphoreSlim turn, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await RunAsync(step, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<StepOutcome> RunAsync(Step step, CancellationToken cancellationToken)
    {
        StepOutcome NotDone(Diagnostics.Diagnostic why) => new(step.Id, StepResult.NotDone, why);
        if (step.Resource.Kind != Service.Kind || step.Operation is not (Operation.Reload or Operation.Restart)) return NotDone(CommandDiagnostics.CannotDo(step, "a command provider reloads and restarts services"));
        if (!services.TryGetValue(step.Resource.Name, out var service)) return NotDone(CommandDiagnostics.CannotDo(step, "services does not name it"));
        if (step.Member is not { } member || CommandMapper.Wanted(step.After, member) is not { } wanted) return NotDone(CommandDiagnostics.CannotDo(step, "the step names no member, or no certificate for it to load"));
        if (service.ProgramOf(step.Operation) is not { IsEmpty: false } program) return NotDone(CommandDiagnostics.CannotDo(step, "no program is declared for it"));
        if (!settings.AllowPrograms) return NotDone(CommandDiagnostics.About(step, CommandDiagnostics.ForbiddenFor(step.Resource)));

        // An interruption less: somebody else may have restarted it since the plan. An unknown status is no reason to leave it.
        if (!service.Status.IsEmpty && (await client.StatusAsync(step.Resource, service, member, cancellationToken)).Thumbprint == wanted) return new StepOutcome(step.Id, StepResult.AlreadyThere, Artifact: wanted);
        var (result, name, what) = await client.RunAsync(step.Resource, service, program, member, wanted, step.After!.TryGet(Service.Drain, out var drain) ? drain : null, cancellationToken);
        return result switch
        {
            ProgramResult.Ended { ExitCode: 0 } => new StepOutcome(step.Id, StepResult.Applied, Artifact: wanted),
            ProgramResult.TimedOut => new StepOutcome(step.Id, StepResult.Unknown, CommandDiagnostics.UncertainFor(step, name, what)),
            _ => NotDone(CommandDiagnostics.FailedFor(step, name, what)),
        };
    }
}
