using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Confirmation;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.Observation;
using XmppDesiredState.Engine.PlanFiles;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Engine.Validation;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Engine;

/// <summary>
/// The whole pipeline on one screen: observe, diff, plan; and, to apply: lock, plan anew, compare with what was approved, execute, confirm.
/// </summary>
/// <param name="secrets">Resolves the secrets that providers ask for.</param>
/// <param name="allowPrograms">False under <c>--no-exec</c>.</param>
/// <param name="progress">One line for a person who waits.</param>
public sealed class Reconciler(ImmutableArray<IProviderFactory> factories, TimeProvider clock, SecretResolver secrets, bool allowPrograms, Action<string> progress)
{
    /// <summary>Reads the live system and says what would be done. Writes nothing, anywhere.</summary>
    public async Task<Plan> PlanAsync(DesiredState desired, ValidationResult validation, IRunStore store, PlanOptions options, CancellationToken cancellationToken)
    {
        await using var providers = Providers(desired);
        return (await LookAsync(desired, validation, await store.ReadLastAppliedAsync(cancellationToken), options, providers, cancellationToken)).Plan;
    }

    /// <summary>Plans anew under the lock and executes what was approved.</summary>
    /// <param name="stop">No step is begun once it is cancelled; steps under way are finished.</param>
    /// <param name="abandon">Calls under way are given up; what became of them is unknown.</param>
    public async Task<ApplyResult> ApplyAsync(DesiredState desired, ValidationResult validation, IRunStore store, PlanOptions options, ApplyOptions apply,
        CancellationToken stop, CancellationToken abandon)
    {
        var (held, holder) = await WaitForLockAsync(store, apply, stop);
        if (held is null) return new ApplyResult(ApplyVerdict.LockHeld) { Holder = holder };
        await using var runLock = held;
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(stop, runLock.Lost);
        await using var providers = Providers(desired);
        if (apply.Approved is { } approved) options = options.Under(approved);
        var record = await store.ReadLastAppliedAsync(stopped.Token);
        var look = await LookAsync(desired, validation, record, options, providers, stopped.Token);

        stopped.Token.ThrowIfCancellationRequested();
        if (Refuse(look.Plan, apply) is { } refusal) return refusal;
        if (!look.Plan.Steps.Any(step => step.Waiting is null)) return await NothingToExecuteAsync(look, record, store, options, stopped.Token);
        if (apply.Approved is null && !await apply.Approve(look.Plan, stopped.Token)) return new ApplyResult(ApplyVerdict.Refused) { Plan = look.Plan };

        using var journal = new RunJournal(store, apply, clock, record);
        return new ApplyResult(ApplyVerdict.Executed) { Plan = look.Plan, Report = await ExecuteAsync(look, validation, providers, journal, options, apply, stopped.Token, abandon) };
    }

    private async Task<RunReport> ExecuteAsync(Look look, ValidationResult validation, ProviderSet providers, RunJournal journal, PlanOptions options, ApplyOptions apply,
        CancellationToken stop, CancellationToken abandon)
    {
        var started = clock.GetTimestamp();
        await journal.StartAsync(look.Plan, abandon);
        await journal.RecordAsync(Ownership.Claim(journal.LastApplied, look.Plan, look.Desired), abandon);
        var observer = Observer(providers, options);
        var runner = new StepRunner(new StepBatch(providers, clock, options.Timeout), observer, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, journal.Failed);
        var steps = await new Executor(runner, journal, clock, apply.Progress).RunAsync(look.Plan, ending.Token, abandon);

        var after = await LookAgainAsync(look, journal.LastApplied, validation, observer, options, providers, abandon);
        var changes = Confirmer.Confirm(look.Plan, steps, after.Plan);
        var report = new RunReport
        {
            RunId = apply.RunId,
            Plan = look.Plan,
            Steps = steps,
            Changes = changes,
            Cancelled = stop.IsCancellationRequested,
            Unreadable = [.. look.Plan.Unreadable.Where(unreadable => unreadable.Member is null), .. after.Plan.Unreadable.Where(unreadable => !look.Plan.Unreadable.Any(earlier => earlier.Member is null && earlier.IsSameAs(unreadable)))],
            Diagnostics = MemberStates.Of(changes, after.Desired, after.Observed),
            Took = clock.GetElapsedTime(started),
        };
        await journal.FinishAsync(Ownership.Conclude(journal.LastApplied, after.Desired, after.Observed, after.Plan, options), Sentence(report), CancellationToken.None);
        return journal.Trouble is { } trouble ? report with { Diagnostics = [.. report.Diagnostics, trouble] } : report;
    }

    private static ApplyResult? Refuse(Plan plan, ApplyOptions apply)
    {
        if (plan.Unreadable.FirstOrDefault(kind => kind.Diagnostic.Descriptor == ObservationDiagnostics.OtherTarget) is { } other)
            return new ApplyResult(ApplyVerdict.Refused) { Plan = plan, Diagnostic = other.Diagnostic };
        if (apply.Approved is not { } approved) return null;
        var comparison = PlanComparer.Compare(approved, plan);
        return comparison.IsCovered ? null : new ApplyResult(ApplyVerdict.Refused) { Plan = plan, Comparison = comparison, Diagnostic = comparison.Refusal };
    }

    // What is declared and holds already becomes ours, so that leaving the file later is a removal.
    private static async Task<ApplyResult> NothingToExecuteAsync(Look look, LastApplied record, IRunStore store, PlanOptions options, CancellationToken cancellationToken)
    {
        var concluded = Ownership.Conclude(record, look.Desired, look.Observed, look.Plan, options);
        if (concluded != record) await store.WriteLastAppliedAsync(concluded, cancellationToken);
        var summary = look.Plan.Summary;
        var verdict = summary.Unreadable > 0 ? ApplyVerdict.Unreadable
            : summary.Blocked > 0 && summary.Waiting == 0 ? ApplyVerdict.AllBlocked
            : summary.Waiting > 0 ? ApplyVerdict.Waiting
            : ApplyVerdict.NothingToDo;
        return new ApplyResult(verdict) { Plan = look.Plan };
    }

    private async Task<Look> LookAsync(DesiredState desired, ValidationResult validation, LastApplied record, PlanOptions options, ProviderSet providers, CancellationToken cancellationToken)
    {
        var missing = secrets.Missing(desired.Providers.Values.SelectMany(provider => Secrets.In(provider.Options)));
        var normalized = Normalization.Of(desired, providers);
        var scopes = Scopes.Of(normalized, record.Entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Resource)));
        var observed = Targets.Check(await Survey.TakeAsync(normalized, scopes, Observer(providers, options), cancellationToken), record);
        var findings = missing.IsEmpty ? validation.Diagnostics : validation.Diagnostics.Add(SecretDiagnostics.MissingAll(missing));
        return new Look(normalized, observed, scopes, Plan(normalized, validation with { Diagnostics = findings }, observed, record, options, providers));
    }

    // Only what was touched is read a second time.
    private async Task<Look> LookAgainAsync(Look look, LastApplied record, ValidationResult validation, Observer observer, PlanOptions options, ProviderSet providers, CancellationToken cancellationToken)
    {
        var touched = look.Plan.Steps.SelectMany(step => new[] { (step.Change.Provider, step.Step.Resource.Kind), (step.Step.Provider, step.Step.Resource.Kind) }).ToHashSet();
        var again = await Survey.TakeAsync(look.Desired, [.. look.Scopes.Where(scope => touched.Contains((scope.Provider, scope.Scope.Kind)))], observer, cancellationToken);
        var observed = new ObservedState([.. again.Kinds, .. look.Observed.Kinds.Where(kind => again.Of(kind.Provider, kind.Kind) is null)]);
        return new Look(look.Desired, observed, look.Scopes, Plan(look.Desired, validation, observed, record, options.MeaningOnly(look.Plan), providers));
    }

    private Plan Plan(DesiredState desired, ValidationResult validation, ObservedState observed, LastApplied record, PlanOptions options, ProviderSet providers)
    {
        var now = clock.GetUtcNow();
        var effective = new Validator(factories).ValidateEffective(desired, EffectiveState.Of(desired, observed), DateOnly.FromDateTime(now.UtcDateTime));
        return Planner.Plan(new PlanInput(desired, observed, record, now, options, providers.CapabilityOf, validation.Diagnostics, effective.Diagnostics));
    }

    private async Task<(IRunLock? Lock, LockHolder? Holder)> WaitForLockAsync(IRunStore store, ApplyOptions apply, CancellationToken cancellationToken)
    {
        var me = new LockHolder(apply.RunId, apply.Actor, apply.Machine, Environment.ProcessId, apply.Command, clock.GetUtcNow());
        var started = clock.GetTimestamp();
        while (true)
        {
            var attempt = await store.TryLockAsync(me, cancellationToken);
            if (attempt.Lock is not null || clock.GetElapsedTime(started) >= apply.LockTimeout) return attempt;
            progress($"Waiting for the lock held by {attempt.Holder?.Actor ?? "another run"}.");
            await Task.Delay(TimeSpan.FromMilliseconds(250), clock, cancellationToken);
        }
    }

    private Observer Observer(ProviderSet providers, PlanOptions options) => new(providers, options.Parallelism, options.Timeout, clock);

    private ProviderSet Providers(DesiredState desired) => new(desired.Providers, factories,
        declaration => new ProviderSettings(declaration.Name, declaration.Folder, declaration.Options, secrets.RevealAsync, clock, progress, allowPrograms));

    private static string Sentence(RunReport report) => report.Summary is var summary && summary.Failed + summary.Blocked == 0 && !report.Cancelled
        ? $"{summary.Added} added, {summary.Changed} changed, {summary.Destroyed} destroyed, {summary.Waiting} waiting"
        : $"{(report.Cancelled ? "stopped: " : "")}{summary.Added} added, {summary.Changed} changed, {summary.Destroyed} destroyed, {summary.Failed} failed, {summary.Blocked} blocked, {summary.Waiting} waiting";
}
