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
/// trouble is kept, and no further step is begun.
/// </remarks>
internal sealed class RunJournal(IRunStore store, ApplyOptions options, TimeProvider clock, LastApplied lastApplied) : IExecutionLog, IDisposable
{
    private readonly CancellationTokenSource trouble = new();

    /// <summary>Why the store could not be written under way.</summary>
    public Diagnostic? Trouble { get; private set; }

    /// <summary>Cancelled with <see cref="Trouble"/>.</summary>
    public CancellationToken Failed => trouble.Token;

    /// <summary>The record as it stands in the store.</summary>
    public LastApplied LastApplied { get; private set; } = lastApplied;

    public Task StartAsync(Plan plan, CancellationToken cancellationToken) => WriteAsync("started", cancellationToken,
        ("actor", options.Actor), ("machine", options.Machine), ("command", options.Command), ("commit", plan.Commit), ("reason", options.Reason),
        ("pull_request", options.PullRequest), ("run_url", options.RunUrl),
        ("deployment", plan.Name), ("config_digest", plan.ConfigDigest));

    /// <summary>Who ran a script whose steps follow, where and when.</summary>
    public Task RetellAsync(ScriptResult result, CancellationToken cancellationToken) => TryAsync(() => WriteAsync(RunEvents.ScriptRunType, cancellationToken,
        ("provider", result.Provider), ("actor", result.By), ("machine", result.Machine), ("began", JsonTime.Write(result.Run!.StartedAt)), ("plan_id", result.Run.PlanId)));

    public async Task RecordAsync(LastApplied record, CancellationToken cancellationToken)
    {
        if (ReferenceEquals(record, LastApplied)) return;
        await store.WriteLastAppliedAsync(record, cancellationToken);
        LastApplied = record;
    }

    public Task<bool> BeginAsync(IReadOnlyList<PlannedStep> steps, CancellationToken cancellationToken) =>
        TryAsync(() => store.AppendAsync(options.RunId, [.. steps.Select(step => new RunEvent(clock.GetUtcNow(), RunEvents.StepStartedType, Started(step)))], cancellationToken));

    public async Task EndAsync(IReadOnlyList<StepReport> reports, CancellationToken cancellationToken)
    {
        await TryAsync(() => store.AppendAsync(options.RunId, [.. reports.Select(report => new RunEvent(clock.GetUtcNow(), RunEvents.StepFinishedType, Particulars(report.Step,
            ("result", Text(report.Result?.ToString() ?? "Skipped")), ("code", Text(report.Diagnostic?.Code)), ("summary", Text(report.Diagnostic?.Summary)))))], cancellationToken));
        var succeeded = reports.Where(report => report.Result is StepResult.Applied or StepResult.AlreadyThere).Select(report => report.Step.Step).ToArray();
        if (succeeded.Length > 0) await TryAsync(() => RecordAsync(Ownership.Note(LastApplied, succeeded), cancellationToken));
    }

    /// <summary>The record after the second look, and the closing sentence with its word for filters, one of <see cref="RunResults"/>.</summary>
    public async Task FinishAsync(LastApplied record, string outcome, string result, CancellationToken cancellationToken)
    {
        await TryAsync(() => RecordAsync(record, cancellationToken));
        await TryAsync(() => WriteAsync("finished", cancellationToken, ("outcome", outcome), ("result", result)));
    }

    public void Dispose() => trouble.Dispose();

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
