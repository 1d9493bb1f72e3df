using System.CommandLine;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Cli.Commands;

/// <summary>The audit trail: all runs, newest first, or the events of one.</summary>
internal static class RunsCommand
{
    public static Command Create(Invocation invocation)
    {
        var input = new InputOptions();
        var output = new OutputOptions([OutputFormat.Text, OutputFormat.Json]);
        var id = new Argument<string?>("ID") { Description = "One run, event by event; all runs unless given.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("runs", "List what was applied, by whom and why.");
        command.Arguments.Add(id);
        input.AddTo(command);
        output.AddTo(command);
        command.SetAction((result, _) => Session.RunAsync(invocation, result, output, async session =>
        {
            var loaded = Loaded.From(session, input.Read(result, invocation.Environment));
            if (loaded.Load.State is null)
            {
                session.Fail(loaded.Findings);
                return ExitCode.Failed;
            }

            await using var store = loaded.OpenRunStore(session, allowPrograms: true);
            if (store is null) return ExitCode.Failed;
            if (result.GetValue(id) is { } wanted) await ShowAsync(session, store, wanted);
            else await ListAsync(session, store);
            return ExitCode.Done;
        }));
        return command;
    }

    private static async Task ListAsync(Session session, IRunStore store)
    {
        var runs = await store.ListRunsAsync(session.Invocation.Stop);
        session.Outputs.Write(target => target.Format == OutputFormat.Json ? RunsJson.List(runs) : RunsText.List(runs, session.Outputs.InkOf(target)));
    }

    private static async Task ShowAsync(Session session, IRunStore store, string wanted)
    {
        if (await store.ReadRunAsync(wanted, session.Invocation.Stop) is not { } events)
        {
            var runs = await store.ListRunsAsync(session.Invocation.Stop);
            throw new ProviderException(CommandLineDiagnostics.UnknownRun.At(null, $"The run store holds no run {Printable.Short(wanted, 60)}.{Suggestion.For(wanted, runs.Select(run => run.Id))}",
                "Run xmppstate runs to list them."));
        }

        session.Outputs.Write(target => target.Format == OutputFormat.Json ? RunsJson.One(wanted, events) : RunsText.One(events));
    }
}
