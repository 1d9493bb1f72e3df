using System.CommandLine;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Rendering.Drifting;
using XmppDesiredState.Cli.Rendering.Reports;
using XmppDesiredState.Engine.Drifting;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Says what somebody changed on the live systems, apart from what nobody applied yet. Holds nothing that could write to them or to the run store.</summary>
internal sealed class DriftCommand
{
    private readonly Invocation invocation;
    private readonly InputOptions input = new();
    private readonly LookOptions look = new();
    private readonly OutputOptions output = new(OutputOptions.OfReports);
    private readonly Option<DriftClass[]> failOn = FailOnOption.Create();
    private readonly Option<TimeSpan?> lockTimeout = DurationOption.Create("--lock-timeout", "How long to wait while an apply is under way; not at all unless given.");
    private readonly Option<string[]> observed = new("--observed") { Description = "Take a provider's state from this file, which the script of script --observe wrote. May be given several times.", HelpName = "FILE" };

    private DriftCommand(Invocation invocation) => this.invocation = invocation;

    public static Command Create(Invocation invocation)
    {
        var drift = new DriftCommand(invocation);
        var command = new Command("drift", "Say what somebody changed on the live systems, and what is merged and not applied. Writes nothing.");
        drift.input.AddTo(command);
        drift.look.AddTo(command);
        foreach (var option in (Option[])[drift.failOn, drift.lockTimeout, drift.observed]) command.Options.Add(option);
        drift.output.AddTo(command);
        command.SetAction((result, _) => Session.RunAsync(invocation, result, drift.output, drift.RunAsync));
        return command;
    }

    private async Task<int> RunAsync(Session session)
    {
        var result = session.Result;
        var loaded = Loaded.From(session, input.Read(result, invocation.Environment));
        if (loaded is not { State: { } state, Validation: { } validation })
        {
            session.Fail(loaded.Findings);
            return ExitCode.Of(ExitColumn.Drift, new Outcome { FileErrors = true });
        }

        await using var store = loaded.OpenRunStore(session, look.AllowsPrograms(result));
        if (store is null) return ExitCode.Of(ExitColumn.Drift, new Outcome { FileErrors = true });
        session.Outputs.CheckFolders();
        var run = new RunInput(state, validation, store, look.Read(result, invocation.Environment), look.AllowsPrograms(result), line => session.Log.Write(LogLevel.Info, line))
        { Brought = session.ReadScriptResults(result.GetValue(observed)) };
        var drift = await session.TimeAsync("drift", () => session.Engine.DriftAsync(run, result.GetValue(lockTimeout) ?? TimeSpan.Zero, invocation.Stop));
        if (drift.Report is not { } report)
        {
            var code = ExitCode.Of(ExitColumn.Drift, new Outcome { LockHeld = true });
            session.Fail(new Findings([drift.NotChecked!], loaded.Sources, "") { Deployment = state.Name, File = loaded.File }, code);
            return code;
        }

        report = report with { Diagnostics = [.. loaded.Load.Diagnostics, .. report.Diagnostics] };
        var view = DriftView.Of(report, [.. result.GetValue(failOn)!], new DriftWays(session.Engine.Entries, state, report, input.Arguments(result)));
        session.Outputs.Write(() => ReportOfDrift.Of(view, loaded.File), target => target.Format switch
        {
            OutputFormat.Json => DriftJson.Render(view, loaded.Sources),
            OutputFormat.Markdown => DriftMarkdown.Render(view),
            _ => DriftText.Render(view, loaded.Sources, session.Outputs.InkOf(target)),
        });
        return view.ExitCode;
    }
}
