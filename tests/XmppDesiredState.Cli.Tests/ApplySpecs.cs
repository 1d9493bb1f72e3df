using System.Text.Json;
using XmppDesiredState.Engine;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;

namespace XmppDesiredState.Cli.Tests;

public sealed class ApplySpecs
{
    private static readonly Plan One = Plans.Nothing with { Changes = [Plans.Rich.Changes[2]] };

    [Theory]
    [InlineData("yes\n", 0)]
    [InlineData("y\n", 4)]
    [InlineData("", 4)]
    public async Task I_can_approve_only_with_the_word_yes(string answer, int code)
    {
        var run = await Run.Of(new FakeEngine { Plan = One }, ["apply"], input: answer, terminal: true);

        Assert.Equal(code, run.Code);
        Assert.Contains("Only 'yes' will be accepted", run.Error, StringComparison.Ordinal);
        Assert.Equal(code == 0, run.Out.Contains("Apply complete! Resources: 1 added, 0 changed, 0 destroyed.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task I_can_not_apply_unseen_without_a_terminal()
    {
        var run = await Run.Of(new FakeEngine { Plan = One }, ["apply"], input: "yes\n");

        Assert.Equal(4, run.Code);
        Assert.Contains("XDS7003", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Apply complete", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_can_not_approve_or_lift_a_guard_by_a_variable()
    {
        var engine = new FakeEngine { Plan = One };
        var run = await Run.Of(engine, ["apply"], variables => (variables["XMPPSTATE_AUTO_APPROVE"], variables["XMPPSTATE_MAX_DELETES"], variables["XMPPSTATE_ONLY"]) = ("true", "100", "partner/x.example"));

        Assert.Equal(4, run.Code);
        Assert.Null(engine.Input!.Options.MaxDeletes);
        Assert.Empty(engine.Input.Options.Only);
    }

    [Fact]
    public async Task I_can_give_options_by_variables_and_see_which_were_used()
    {
        var engine = new FakeEngine();
        var run = await Run.Of(engine, ["plan", "-f", "b"], variables => (variables["XMPPSTATE_FILE"], variables["XMPPSTATE_VAR"], variables["XMPPSTATE_TIMEOUT"]) = ("a", "env=prod\nx=1", "5m"));

        Assert.Equal(["b"], engine.Request!.Paths);
        Assert.Equal("prod", engine.Request.Variables["env"]);
        Assert.Equal(TimeSpan.FromMinutes(5), engine.Input!.Options.Timeout);
        Assert.Contains("Options from the environment: XMPPSTATE_VAR, XMPPSTATE_TIMEOUT.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_can_follow_an_apply_event_by_event()
    {
        var run = await Run.Of(new FakeEngine { Plan = One }, ["apply", "--auto-approve", "--format", "json"]);

        var types = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("type").GetString());
        Assert.Equal(["version", "planned_change", "change_summary", "change_summary"], types);
    }

    [Fact]
    public async Task I_can_see_what_is_not_done_and_what_to_do_next()
    {
        var report = Plans.Done(Plans.Rich);
        report = report with { Changes = report.Changes.SetItem(1, new ChangeReport(Plans.Rich.Changes[1], ChangeStatus.Conflict, Plans.Down.At(null, "It was changed meanwhile.", "Plan again."))) };
        var run = await Run.Of(new FakeEngine { OnApply = _ => Task.FromResult(new ApplyResult(ApplyVerdict.Executed) { Plan = Plans.Rich, Report = report }) }, ["apply", "--auto-approve"]);

        Assert.Equal(3, run.Code);
        Golden.Matches("incomplete.txt", run.Out);
    }

    [Fact]
    public async Task I_can_see_who_holds_the_lock()
    {
        var holder = new LockHolder("run-0", "bob", "ci-7", 42, "xmppstate apply", Plans.Now);
        var run = await Run.Of(new FakeEngine { OnApply = _ => Task.FromResult(new ApplyResult(ApplyVerdict.LockHeld) { Holder = holder }) }, ["apply", "--auto-approve"]);

        Assert.Equal(5, run.Code);
        Assert.Contains("bob on ci-7 (process 42)", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "--auto-approve", 4)]
    [InlineData(true, "--allow-local-store", 4)]
    [InlineData(false, "--auto-approve", 0)]
    public async Task I_am_kept_from_losing_the_run_store_in_ci(bool inCheckout, string flag, int code)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        if (inCheckout) Directory.CreateDirectory(Path.Combine(folder, ".git"));
        var run = await Run.Of(new FakeEngine { Plan = One, RootFolder = folder }, ["apply", flag], variables => variables["CI"] = "true");

        Assert.Equal(code, run.Code);
        Assert.Equal(inCheckout && flag == "--auto-approve", (run.Error + run.Out).Contains("XDS7005", StringComparison.Ordinal));
    }

    [Fact]
    public async Task I_am_kept_from_recording_in_ci_what_the_runner_forgets()
    {
        using var sandbox = EndToEnd.Sandbox.Of("minimal");
        (await Run.Of(null, ["plan", "--out", "plan.json"], folder: sandbox.Folder)).Ended(0);
        Directory.CreateDirectory(sandbox.PathOf(".git"));
        sandbox.Write("result.xml", "never read");

        var run = await Run.Of(null, ["apply", "plan.json", "--record", "result.xml"], variables => variables["CI"] = "true", folder: sandbox.Folder);

        run.Ended(4).Says("XDS7005").Says("runStore: { type: azure-blob, account: NAME, container: NAME }");
    }

    [Fact]
    public async Task I_am_told_before_anything_is_done_that_the_report_cannot_be_kept()
    {
        var engine = new FakeEngine { Plan = One };
        var run = await Run.Of(engine, ["apply", "--auto-approve", "--format", "json=no/such/folder/events.json"]);

        Assert.Equal(1, run.Code);
        Assert.Contains("XDS7002", run.Error, StringComparison.Ordinal);
        Assert.Null(engine.Applied);
    }

    [Fact]
    public async Task I_can_stop_it()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        Assert.Equal(130, (await Run.Of(new FakeEngine(), ["plan"], stop: stop.Token)).Code);
    }
}
