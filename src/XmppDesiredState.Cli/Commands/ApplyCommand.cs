using System.CommandLine;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Engine;
using XmppDesiredState.Engine.PlanFiles;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Plans under the lock, has the plan approved, executes and confirms.</summary>
internal sealed class ApplyCommand
{
    /// <summary>Never read from the environment: what approves or lifts a guard stands in the command.</summary>
    public static readonly IReadOnlyList<string> NeverFromEnvironment = ["--auto-approve", "--allow-local-store", "--record"];

    private readonly Invocation invocation;
    private readonly InputOptions input = new();
    private readonly PlanningOptions planning = new();
    private readonly OutputOptions output = new(OutputOptions.OfReports);
    private readonly Argument<string?> saved = new("PLAN") { Description = "A plan saved by plan --out: only its changes are executed.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> autoApprove = new("--auto-approve") { Description = "Approve the plan unseen." };
    private readonly Option<bool> allowLocalStore = new("--allow-local-store") { Description = "In CI: the run store inside the checkout outlives the runner." };
    private readonly Option<TimeSpan?> lockTimeout = DurationOption.Create("--lock-timeout", "How long to wait for the lock; not at all unless given.");
    private readonly Option<string[]> record = new("--record") { Description = "Execute nothing: record what the script of PLAN did, from the file it wrote. May be given several times.", HelpName = "FILE" };
    private readonly Option<string?> reason = new("--reason") { Description = "Why, for the audit trail.", HelpName = "TEXT" };

    private readonly Option<string?> pullRequest = new("--pull-request") { Description = "Which pull request this is applied for, for the audit trail; that of the CI run unless given.", HelpName = "NUMBER" };

    private ApplyCommand(Invocation invocation) => this.invocation = invocation;

    public static Command Create(Invocation invocation)
    {
        var apply = new ApplyCommand(invocation);
        var command = new Command("apply", "Make it so: plan, approve, execute, confirm.");
        command.Arguments.Add(apply.saved);
        apply.input.AddTo(command);
        apply.planning.AddTo(command);
        apply.planning.SuggestFrom(apply.input, invocation);
        foreach (var option in (Option[])[apply.record, apply.autoApprove, apply.allowLocalStore, apply.lockTimeout, apply.reason, apply.pullRequest]) command.Options.Add(option);
        apply.output.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(apply.record) is not null && result.GetResult(apply.saved) is not { Tokens.Count: > 0 }) result.AddError("--record belongs to a plan: apply PLAN --record FILE, with the plan that the script was made from.");
        });
        command.SetAction((result, _) => Session.RunAsync(invocation, result, apply.output, apply.RunAsync));
        return command;
    }

    private async Task<int> RunAsync(Session session)
    {
        var result = session.Result;
        Plan? approved = null;
        if (result.GetValue(saved) is { } file)
        {
            (approved, var wrong) = session.Engine.ReadPlan(session.ReadFile(file, PlanJson.MaximumBytes), file);
            if (approved is null)
            {
                // A plan that is one and was altered is not what was approved; anything else is just not a plan.
                var isAltered = wrong.All(finding => finding.Descriptor == PlanFileDiagnostics.Altered);
                return Fail(session, new Findings(wrong, SourceTexts.None, ""), isAltered ? new Outcome { Refused = true } : new Outcome { FileErrors = true });
            }
        }

        var loaded = Loaded.From(session, input.Read(result, invocation.Environment));
        if (loaded is not { State: { } state, Validation: { } validation }) return Fail(session, loaded.Findings, new Outcome { FileErrors = true });
        await using var store = loaded.OpenRunStore(session, planning.AllowsPrograms(session.Result));
        if (store is null) return ExitCode.Of(ExitColumn.Apply, new Outcome { FileErrors = true });
        if (LocalStore.Refusal(invocation.Environment, state.RunStore, store.Location) is { } refusal && !result.GetValue(allowLocalStore))
            return Fail(session, new Findings([refusal], SourceTexts.None, "") { Deployment = state.Name, File = loaded.File }, new Outcome { Refused = true });

        var run = new RunInput(state, validation, store, planning.Read(result, invocation.Environment), planning.AllowsPrograms(result),
            line => session.Log.Write(LogLevel.Info, line))
        { Brought = session.ReadScriptResults(result.GetValue(record)) };
        var views = ApplyOutputs.Open(session, loaded);
        var applied = await ApplyAsync(session, run, approved, loaded, views);
        views.Finished(applied);
        return ExitCode.Of(ExitColumn.Apply, Outcome.Of(applied));
    }

    private async Task<ApplyResult> ApplyAsync(Session session, RunInput run, Plan? approved, Loaded loaded, ApplyOutputs views)
    {
        var environment = invocation.Environment;
        var origin = CiOrigin.Of(environment);
        var approval = new Approval(environment, session.Result.GetValue(autoApprove), plan => views.Planned(loaded.WithLoadFindings(plan)));
        var options = new ApplyOptions
        {
            Approved = approved,
            Approve = approval.AskAsync,
            LockTimeout = session.Result.GetValue(lockTimeout) ?? TimeSpan.Zero,
            RunId = invocation.RunId,
            Actor = origin.Actor,
            Machine = environment.Machine,
            Command = run.Brought.IsEmpty ? "xmppstate apply" : "xmppstate apply --record",
            Reason = session.Result.GetValue(reason),
            PullRequest = session.Result.GetValue(pullRequest) ?? origin.PullRequest,
            RunUrl = origin.Url,
            Progress = views.Progressed,
        };
        // Without a word whoever waits would send the second signal at once.
        using var stopping = invocation.Stop.Register(views.Stopping);
        var result = await session.TimeAsync("apply", () => run.Brought.IsEmpty
            ? session.Engine.ApplyAsync(run, options, invocation.Stop, invocation.Abandon) : session.Engine.RecordAsync(run, options, invocation.Stop));
        return result with
        {
            Plan = result.Plan is null ? null : loaded.WithLoadFindings(result.Plan),
            Diagnostic = approval.Refusal ?? result.Diagnostic,
        };
    }

    private static int Fail(Session session, Findings findings, Outcome outcome)
    {
        var code = ExitCode.Of(ExitColumn.Apply, outcome);
        session.Fail(findings, code);
        return code;
    }
}
