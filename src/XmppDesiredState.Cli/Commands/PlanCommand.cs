using System.CommandLine;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Rendering.Reports;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Observes, diffs and plans. Writes nothing but the outputs asked for.</summary>
internal static class PlanCommand
{
    public static Command Create(Invocation invocation)
    {
        var input = new InputOptions();
        var planning = new PlanningOptions();
        var output = new OutputOptions(OutputOptions.OfReports, savesPlan: true);
        var detailed = new Option<bool>("--detailed-exitcode") { Description = "Exit with 2 when live and declared differ." };
        var observed = new Option<string[]>("--observed") { Description = "Take a provider's state from this file, which the script of script --observe wrote. May be given several times.", HelpName = "FILE" };
        var command = new Command("plan", "Show what would change.");
        input.AddTo(command);
        planning.AddTo(command);
        planning.SuggestFrom(input, invocation);
        command.Options.Add(observed);
        command.Options.Add(detailed);
        output.AddTo(command);
        command.SetAction((result, _) => Session.RunAsync(invocation, result, output, async session =>
        {
            var loaded = Loaded.From(session, input.Read(result, invocation.Environment));
            var column = result.GetValue(detailed) ? ExitColumn.PlanDetailed : ExitColumn.Plan;
            if (loaded is not { State: { } state, Validation: { } validation })
            {
                session.Fail(loaded.Findings);
                return ExitCode.Of(column, new Outcome { FileErrors = true });
            }

            await using var store = loaded.OpenRunStore(session, planning.AllowsPrograms(session.Result));
            if (store is null) return ExitCode.Of(column, new Outcome { FileErrors = true });
            var run = new RunInput(state, validation, store, planning.Read(result, invocation.Environment), planning.AllowsPrograms(result),
                line => session.Log.Write(LogLevel.Info, line))
            { Brought = session.ReadScriptResults(result.GetValue(observed)) };
            var plan = loaded.WithLoadFindings(await session.TimeAsync("plan", () => session.Engine.PlanAsync(run, invocation.Stop)));
            var code = ExitCode.Of(column, Outcome.Of(plan.Summary));
            Write(session, plan, loaded.Sources, () => PlanReport.Of(plan, code, loaded.File));
            return code;
        }));
        return command;
    }

    /// <summary>A plan in every format asked for. As JSON it can be applied, so only its owner may read or change it.</summary>
    public static void Write(Session session, Plan plan, SourceTexts sources, Func<Report> report) => session.Outputs.Write(report, target => target.Format switch
    {
        OutputFormat.Json => PlanDocument.Of(session.Engine, plan),
        OutputFormat.Markdown => PlanMarkdown.Render(plan),
        _ => PlanText.Render(plan, sources, session.Outputs.InkOf(target)),
    }, privateJson: true);
}
