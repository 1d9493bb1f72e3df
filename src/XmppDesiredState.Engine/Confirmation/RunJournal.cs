using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.Json;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using XmppDesiredState.Scripts;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Confirmation;

/// <summary>Writes the audit trail of a run and keeps the record of what is ours in step with it. Nothing is ever decided from the trail.</summary>
/// <remarks>
/// A store that fails before anything was sent ends the run. One that fails under way must not lose the report of what was done: the
/// trouble is kept, and no further step is begun. What ended is written while the live system is looked at again; whatever is written
/// next waits for it, and so does the end of the run, which gives the lock back.
/// </remarks>
internal sealed class RunJournal(IRunStore store, ApplyOptions options, TimeProvider clock, LastApplied lastApplied) : IExecutionLog, IAsyncDisposable
{
    private readonly CancellationTokenSource trouble = new();

    // Of steps that ended.
    private Task writing = Task.CompletedTask;

    /// <summary>Why the store could not be written under way.</summary>
    public Diagnostic? Trouble { get; private set; }

    /// <summary>Cancelled with <see cref="Trouble"/>.</summary>
    public CancellationToken Failed => trouble.Token;

    /// <summary>The record as it stands in the store, or will when what is being written is.</summary>
    public LastApplied LastApplied { get; private set; } = lastApplied;

    public Task StartAsync(Plan plan, CancellationToken cancellationToken) => WriteAsync("started", cancellationToken,
        ("actor", options.Actor), ("machine", options.Machine), ("command", options.Command), ("commit", plan.Commit), ("reason", options.Reason),
        ("pull_request", options.PullRequest), ("run_url", options.RunUrl),
        ("deployment", plan.Name), ("config_digest", plan.ConfigDigest));

    /// <summary>Who ran a script whose steps follow, where and when.</summary>
    public async Task RetellAsync(ScriptResult result, CancellationToken cancellationToken)
    {
        await writing;
        await TryAsync(() => WriteAsync(RunEvents.ScriptRunType, cancellationToken,
            ("provider", result.Provider), ("actor", result.By), ("machine", result.Machine), ("began", JsonTime.Write(result.Run!.StartedAt)), ("plan_id", result.Run.PlanId)));
    }

    public async Task RecordAsync(LastApplied record, CancellationToken cancellationToken)
    {
        if (ReferenceEquals(record, LastApplied)) return;
        await store.WriteLastAppliedAsync(record, cancellationToken);
        LastApplied = record;
    }

    public async Task<bool> BeginAsync(IReadOnlyList<PlannedStep> steps, CancellationToken cancellationToken)
    {
        await writing;
        var at = clock.GetUtcNow();
        return await TryAsync(() => store.AppendAsync(options.RunId, Events(steps, step => new RunEvent(at, RunEvents.StepStartedType, Started(step))), cancellationToken));
    }

    public void End(IReadOnlyList<StepReport> reports)
    {
        var (before, at) = (writing, clock.GetUtcNow());
        var succeeded = reports.Where(report => report.Result is StepResult.Applied or StepResult.AlreadyThere).Select(report => report.Step.Step).ToArray();
        var (known, noted) = (LastApplied, succeeded.Length == 0 ? LastApplied : Ownership.Note(LastApplied, succeeded));
        LastApplied = noted;
        writing = Task.Run(async () =>
        {
            await before;
            // Also after an abandoned call: what is known of it must be on record.
            await TryAsync(() => store.AppendAsync(options.RunId, Events(reports, report => Ended(report, at)), CancellationToken.None));
            if (!ReferenceEquals(known, noted)) await TryAsync(() => store.WriteLastAppliedAsync(noted, CancellationToken.None));
        }, CancellationToken.None);
    }

    /// <summary>The record after the second look, and the closing sentence with its word for filters, one of <see cref="RunResults"/>.</summary>
    public async Task FinishAsync(LastApplied record, string outcome, string result, CancellationToken cancellationToken)
    {
        await writing;
        await TryAsync(() => RecordAsync(record, cancellationToken));
        await TryAsync(() => WriteAsync("finished", cancellationToken, ("outcome", outcome), ("result", result)));
    }

    /// <summary>Whoever holds the lock gives it back behind this.</summary>
    public async ValueTask DisposeAsync()
    {
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        trouble.Dispose();
    }

    private async Task<bool> TryAsync(Func<Task> write)
    {
        if (Trouble is not null) return false;
        try
        {
            await write();
            return true;
        }
        catch (ProviderException problem)
        {
            Trouble = problem.Diagnostic;
            await trouble.CancelAsync();
            return false;
        }
    }

    private Task WriteAsync(string type, CancellationToken cancellationToken, params (string Name, string? Text)[] particulars) =>
        store.AppendAsync(options.RunId, [new RunEvent(clock.GetUtcNow(), type,
            particulars.Where(item => item.Text is not null).ToImmutableSortedDictionary(item => item.Name, item => Text(item.Text), StringComparer.Ordinal))], cancellationToken);

    private static RunEvent[] Events<T>(IReadOnlyList<T> told, Func<T, RunEvent> make)
    {
        var events = new RunEvent[told.Count];
        Parallel.For(0, events.Length, index => events[index] = make(told[index]));
        return events;
    }

    private static RunEvent Ended(StepReport report, DateTimeOffset at) => new(at, RunEvents.StepFinishedType, Particulars(report.Step,
        ("result", Text(report.Result?.ToString() ?? "Skipped")), ("code", Text(report.Diagnostic?.Code)), ("summary", Text(report.Diagnostic?.Summary))));

    // A step that waits or looks is about what the write before it says already.
    private static ImmutableSortedDictionary<string, Value> Started(PlannedStep step) => step.Step.Operation is Operation.Settle or Operation.Probe ? Particulars(step)
        : Particulars(step, ("before", Shown(step.Step.Before?.Resource)), ("after", Shown(step.Step.After)));

    private static ImmutableSortedDictionary<string, Value> Particulars(PlannedStep step, params ReadOnlySpan<(string Name, Value Value)> also)
    {
        var particulars = Value.Map.NoItems.ToBuilder();
        particulars.Add("step", new Value.Number(step.Id));
        particulars.Add("operation", Text(step.Step.Operation.ToString().ToLowerInvariant()));
        particulars.Add("address", Text(step.Change.ToString()));
        particulars.Add("member", Text(step.Step.Member));
        foreach (var (name, value) in also) particulars.Add(name, value);
        return particulars.ToImmutable();
    }

    private static Value Shown(Resource? resource) => resource is null ? Value.Cleared.Instance : new Value.Map(resource.Attributes);

    private static Value Text(string? text) => text is null ? Value.Cleared.Instance : new Value.Text(text);
}
