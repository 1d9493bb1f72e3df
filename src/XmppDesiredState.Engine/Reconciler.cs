using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Confirmation;
using XmppDesiredState.Engine.Drifting;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.Observation;
using XmppDesiredState.Engine.PlanFiles;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Engine.Scripts;
using XmppDesiredState.Engine.Telemetry;
using XmppDesiredState.Engine.Validation;
using XmppDesiredState.Providers;
using XmppDesiredState.Scripts;

namespace XmppDesiredState.Engine;

/// <summary>
/// The whole pipeline on one screen: observe, diff, plan; and, to apply: lock, plan anew, compare with what was approved, execute, confirm.
/// Or, to find drift: look between two runs. Where a person executes with a script, what came back takes the place of executing and of observing.
/// </summary>
/// <param name="secrets">Resolves the secrets that providers ask for.</param>
/// <param name="allowPrograms">False under <c>--no-exec</c>.</param>
/// <param name="progress">One line for a person who waits.</param>
public sealed class Reconciler(ImmutableArray<IProviderFactory> factories, TimeProvider clock, SecretResolver secrets, bool allowPrograms, Action<string> progress)
{
    /// <summary>What scripts saw: their providers are observed from it, and not connected to.</summary>
    public ImmutableArray<ScriptResult> Brought { get; init; } = [];

    /// <summary>Reads the live system and says what would be done. Writes nothing, anywhere.</summary>
    /// <exception cref="ProviderException">What a script brought back is not of these files.</exception>
    public async Task<Plan> PlanAsync(DesiredState desired, ValidationResult validation, IReadableRunStore store, PlanOptions options, CancellationToken cancellationToken)
    {
        if (Returned.Objection(Brought, desired) is { } objection) throw new ProviderException(objection);
        await using var providers = Providers(desired);
        return (await LookAsync(desired, validation, await store.ReadLastAppliedAsync(cancellationToken), options, providers, cancellationToken)).Plan;
    }

    /// <summary>Reads the live system and says what differs and why: changed by somebody, merged and not applied, expiring. Writes nothing, anywhere, and takes no lock.</summary>
    /// <param name="lockTimeout">How long to wait for a run to end.</param>
    /// <inheritdoc cref="PlanAsync" path="/exception"/>
    public async Task<DriftResult> DriftAsync(DesiredState desired, ValidationResult validation, IReadableRunStore store, PlanOptions options, TimeSpan lockTimeout, CancellationToken cancellationToken)
    {
        if (Returned.Objection(Brought, desired) is { } objection) throw new ProviderException(objection);
        return await new QuietLook(store, clock, progress).TakeAsync(lockTimeout, async (record, token) =>
        {
            // Anew for each look: an instance may remember what it saw.
            await using var providers = Providers(desired);
            var look = await LookAsync(desired, validation, record, options, providers, token);
            return ItemCounts.Told(DriftFinder.Find(look.Input, look.Plan));
        }, cancellationToken);
    }

    /// <summary>Plans anew under the lock and executes what was approved.</summary>
    /// <param name="stop">No step is begun once it is cancelled; steps under way are finished.</param>
    /// <param name="abandon">Calls under way are given up; what became of them is unknown.</param>
    public async Task<ApplyResult> ApplyAsync(DesiredState desired, ValidationResult validation, IRunStore store, PlanOptions options, ApplyOptions apply,
        CancellationToken stop, CancellationToken abandon)
    {
        var (held, holder) = await WaitForLockAsync(store, apply, stop);
        if (held is null) return new ApplyResult(ApplyVerdict.LockHeld) { Holder = holder };
        return await UnderLockAsync(store, held, stopped => ApplyHeldAsync(desired, validation, store, options, apply, stopped, abandon), stop);
    }

    private async Task<ApplyResult> ApplyHeldAsync(DesiredState desired, ValidationResult validation, IRunStore store, PlanOptions options, ApplyOptions apply,
        CancellationToken stopped, CancellationToken abandon)
    {
        await using var providers = Providers(desired);
        if (apply.Approved is { } approved) options = options.Under(approved);
        var record = await store.ReadLastAppliedAsync(stopped);
        var look = await LookAsync(desired, validation, record, options, providers, stopped);

        stopped.ThrowIfCancellationRequested();
        if (Refuse(look.Plan, apply) is { } refusal) return refusal;
        if (!look.Plan.Steps.Any(step => step.Waiting is null)) return await NothingToExecuteAsync(look, record, store, options, stopped);
        if (apply.Approved is null && !await apply.Approve(look.Plan, stopped)) return new ApplyResult(ApplyVerdict.Refused) { Plan = look.Plan };

        await using var journal = new RunJournal(store, apply, clock, record);
        var executor = new Executor(new StepRunner(new StepBatch(providers, clock, options.Timeout), Observer(providers, options), clock), journal, clock, apply.Progress);
        return await ConcludeAsync(executor.RunAsync, look, validation, providers, journal, options, apply, stopped, abandon);
    }

    /// <summary>
    /// Closes what a person executed: what <see cref="Brought"/> tells of the approved plan's steps is put on record, and what it saw afterwards
    /// confirms them. Steps that no script did are reported as such. Recording the same again changes nothing.
    /// </summary>
    public async Task<ApplyResult> RecordAsync(DesiredState desired, ValidationResult validation, IRunStore store, PlanOptions options, ApplyOptions apply, CancellationToken stop)
    {
        var (held, holder) = await WaitForLockAsync(store, apply, stop);
        if (held is null) return new ApplyResult(ApplyVerdict.LockHeld) { Holder = holder };
        return await UnderLockAsync(store, held, stopped => RecordHeldAsync(desired, validation, store, options, apply, stopped), stop);
    }

    private async Task<ApplyResult> RecordHeldAsync(DesiredState desired, ValidationResult validation, IRunStore store, PlanOptions options, ApplyOptions apply, CancellationToken stopped)
    {
        await using var providers = Providers(desired);
        var approved = apply.Approved ?? throw new ArgumentException("A result belongs to a plan.", nameof(apply));
        options = options.Under(approved);
        if ((Returned.Objection(Brought, desired) ?? Returned.Objection(Brought, approved)) is { } objection) return new ApplyResult(ApplyVerdict.Refused) { Plan = approved, Diagnostic = objection };
        var record = await store.ReadLastAppliedAsync(stopped);
        var look = await LookAsync(desired, validation, record, options, providers, stopped);
        if ((OtherTarget(look.Plan) ?? PlanComparer.CompareOrigin(approved, look.Plan)) is { } other) return new ApplyResult(ApplyVerdict.Refused) { Plan = approved, Diagnostic = other };

        await using var journal = new RunJournal(store, apply, clock, record);
        return await ConcludeAsync((plan, _, abandon) => new Retelling(Brought, journal).RunAsync(plan, abandon),
            look with { Plan = approved with { Unreadable = look.Plan.Unreadable } }, validation, providers, journal, options, apply, stopped, stopped);
    }

    // Whoever loses the lock begins nothing more: that is no wish of the user's, and is told as what it is.
    private static async Task<ApplyResult> UnderLockAsync(IRunStore store, IRunLock held, Func<CancellationToken, Task<ApplyResult>> work, CancellationToken stop)
    {
        await using var runLock = held;
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(stop, held.Lost);
        try
        {
            var result = await work(stopped.Token);
            if (!held.Lost.IsCancellationRequested || result.Report is not { } report) return result;
            var lost = RunStoreDiagnostics.LockIsLost(store.Location);
            var isTold = report.Diagnostics.Any(diagnostic => diagnostic.Descriptor == lost.Descriptor);
            return result with { Report = report with { Cancelled = stop.IsCancellationRequested, Diagnostics = isTold ? report.Diagnostics : [.. report.Diagnostics, lost] } };
        }
        catch (OperationCanceledException) when (held.Lost.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new ProviderException(RunStoreDiagnostics.LockIsLost(store.Location));
        }
    }

    private async Task<ApplyResult> ConcludeAsync(Func<Plan, CancellationToken, CancellationToken, Task<ImmutableArray<StepReport>>> execute, Look look, ValidationResult validation,
        ProviderSet providers, RunJournal journal, PlanOptions options, ApplyOptions apply, CancellationToken stop, CancellationToken abandon)
    {
        var started = clock.GetTimestamp();
        await journal.StartAsync(look.Plan, abandon);
        await journal.RecordAsync(Ownership.Claim(journal.LastApplied, look.Plan, look.Desired), abandon);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, journal.Failed);
        var steps = await ExecuteAsync(() => execute(look.Plan, ending.Token, abandon));

        using var confirming = Instruments.Begin("confirm");
        var after = await LookAgainAsync(look, journal.LastApplied, validation, Observer(providers, options), options, providers, abandon);
        var changes = Confirmer.Confirm(look.Plan, Brought.IsEmpty ? steps : Retelling.Complete(steps, after.Plan), after.Plan);
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
        var summary = report.Summary;
        await journal.FinishAsync(Ownership.Conclude(journal.LastApplied, after.Desired, after.Observed, after.Plan, options), Sentence(report, summary), Result(report, summary), CancellationToken.None);
        return new ApplyResult(ApplyVerdict.Executed) { Plan = look.Plan, Report = journal.Trouble is { } trouble ? report with { Diagnostics = [.. report.Diagnostics, trouble] } : report };
    }

    private static async Task<ImmutableArray<StepReport>> ExecuteAsync(Func<Task<ImmutableArray<StepReport>>> execute)
    {
        using var span = Instruments.Begin("execute");
        return await execute();
    }

    private static ApplyResult? Refuse(Plan plan, ApplyOptions apply)
    {
        if (OtherTarget(plan) is { } other) return new ApplyResult(ApplyVerdict.Refused) { Plan = plan, Diagnostic = other };
        if (apply.Approved is not { } approved) return null;
        var comparison = PlanComparer.Compare(approved, plan);
        return comparison.IsCovered ? null : new ApplyResult(ApplyVerdict.Refused) { Plan = plan, Comparison = comparison, Diagnostic = comparison.Refusal };
    }

    private static Diagnostic? OtherTarget(Plan plan) => plan.Unreadable.FirstOrDefault(kind => kind.Diagnostic.Descriptor == ObservationDiagnostics.OtherTarget)?.Diagnostic;

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

    private async Task<Look> LookAsync(DesiredState desired, ValidationResult validation, LastApplied record, PlanOptions options, IProviderReaders providers, CancellationToken cancellationToken)
    {
        var missing = secrets.Missing(desired.Providers.Values.Where(provider => !Brought.Any(result => result.Provider == provider.Name)).SelectMany(provider => Secrets.In(provider.Options)));
        var normalized = Normalization.Of(desired, providers);
        var scopes = Scopes.Of(normalized, record.Entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Resource)));
        var observed = Targets.Check(await Survey.TakeAsync(normalized, scopes, Observer(providers, options), cancellationToken), record);
        var findings = validation.Diagnostics.AddRange(Returned.Notes(Brought, clock.GetUtcNow()));
        if (!missing.IsEmpty) findings = findings.Add(SecretDiagnostics.MissingAll(missing));
        var input = Input(normalized, validation with { Diagnostics = findings }, observed, record, options, providers);
        return new Look(normalized, observed, scopes, input, Plan(input));
    }

    // Only what was touched is read a second time.
    private async Task<Look> LookAgainAsync(Look look, LastApplied record, ValidationResult validation, Observer observer, PlanOptions options, IProviderReaders providers, CancellationToken cancellationToken)
    {
        var touched = look.Plan.Steps.SelectMany(step => new[] { (step.Change.Provider, step.Step.Resource.Kind), (step.Step.Provider, step.Step.Resource.Kind) }).ToHashSet();
        var again = await Survey.TakeAsync(look.Desired, [.. look.Scopes.Where(scope => touched.Contains((scope.Provider, scope.Scope.Kind)))], observer, cancellationToken);
        var observed = new ObservedState([.. again.Kinds, .. look.Observed.Kinds.Where(kind => again.Of(kind.Provider, kind.Kind) is null)]);
        var input = Input(look.Desired, validation, observed, record, options.MeaningOnly(look.Plan), providers);
        return new Look(look.Desired, observed, look.Scopes, input, Plan(input));
    }

    private PlanInput Input(DesiredState desired, ValidationResult validation, ObservedState observed, LastApplied record, PlanOptions options, IProviderReaders providers)
    {
        var now = clock.GetUtcNow();
        Instruments.Certificates(desired.Name, observed.Kinds.Where(kind => kind.Seen is not null).SelectMany(kind => kind.Seen!.Resources).Select(resource => resource.Resource), now);
        var effective = new Validator(factories).ValidateEffective(desired, EffectiveState.Of(desired, observed), DateOnly.FromDateTime(now.UtcDateTime));
        return new PlanInput(desired, observed, record, now, options, providers.CapabilityOf, validation.Diagnostics, effective.Diagnostics);
    }

    private static Plan Plan(PlanInput input)
    {
        using var span = Instruments.Begin("plan");
        return ItemCounts.Told(Planner.Plan(input));
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

    private Observer Observer(IProviderReaders providers, PlanOptions options) => new(providers, options.Parallelism, options.Timeout, clock);

    private ProviderSet Providers(DesiredState desired) => new(desired.Providers, factories,
        declaration => new ProviderSettings(declaration.Name, declaration.Folder, declaration.Options, secrets.RevealAsync, clock, progress, allowPrograms))
    { Brought = Brought };

    private static string Sentence(RunReport report, RunSummary summary) => summary.Failed + summary.Blocked == 0 && !report.Cancelled
        ? $"{summary.Added} added, {summary.Changed} changed, {summary.Destroyed} destroyed, {summary.Waiting} waiting"
        : $"{(report.Cancelled ? "stopped: " : "")}{summary.Added} added, {summary.Changed} changed, {summary.Destroyed} destroyed, {summary.Failed} failed, {summary.Blocked} blocked, {summary.Waiting} waiting";

    private static string Result(RunReport report, RunSummary summary) => report.Cancelled ? RunResults.Stopped
        : summary.Failed + summary.Blocked > 0 ? RunResults.Incomplete
        : summary.Waiting > 0 ? RunResults.Waiting : RunResults.Complete;
}
