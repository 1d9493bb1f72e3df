using System.Collections.Immutable;
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
        var output = new OutputOptions([OutputFormat.Text, OutputFormat.Json, OutputFormat.Csv]);
        var (filter, opening) = (new RunsFilter(), new StoreOptions());
        var id = new Argument<string?>("ID") { Description = "One run, event by event; its first characters will do. All runs unless given.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("runs", "List what was applied, by whom and why.");
        command.Arguments.Add(id);
        input.AddTo(command);
        filter.AddTo(command);
        opening.AddTo(command);
        output.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(id) is { Tokens.Count: > 0 } && filter.IsGiven(result, invocation)) result.AddError("Options that choose runs are for the list: leave them out, or ID.");
        });
        command.SetAction((result, _) => Session.RunAsync(invocation, result, output, async session =>
        {
            var loaded = Loaded.From(session, input.Read(result, invocation.Environment));
            if (loaded.Load.State is null)
            {
                session.Fail(loaded.Findings);
                return ExitCode.Failed;
            }

            await using var store = loaded.OpenRunStore(session, opening.AllowsPrograms(result));
            if (store is null) return ExitCode.Failed;
            session.Outputs.CheckFolders();
            if (result.GetValue(id) is { } wanted) await ShowAsync(session, store, wanted);
            else await ListAsync(session, store, runs => filter.Apply(result, invocation.Environment.Clock.GetUtcNow(), runs));
            return ExitCode.Done;
        }));
        return command;
    }

    private static async Task ListAsync(Session session, IRunStore store, Func<ImmutableArray<RunRecord>, ImmutableArray<RunRecord>> choose)
    {
        var runs = await store.ListRunsAsync(session.Invocation.Stop);
        // Without an end: cut off, or at it right now.
        if (runs.Any(run => run.Outcome is null) && await store.ReadHolderAsync(session.Invocation.Stop) is { } holder)
            runs = [.. runs.Select(run => run.Outcome is null && run.Id == holder.RunId ? run with { Result = RunResults.Running } : run)];
        var chosen = choose(runs);
        session.Outputs.Write(target => target.Format switch
        {
            OutputFormat.Json => RunsJson.List(chosen),
            OutputFormat.Csv => RunsCsv.List(chosen),
            _ when chosen.IsEmpty && !runs.IsEmpty => $"None of {Words.Count(runs.Length, "run")}.\n",
            _ => RunsText.List(chosen, session.Outputs.InkOf(target)),
        });
    }

    private static async Task ShowAsync(Session session, IRunStore store, string wanted)
    {
        var id = await store.ReadRunAsync(wanted, session.Invocation.Stop) is { } whole ? (Id: wanted, Events: whole) : await FindAsync(session, store, wanted);
        session.Outputs.Write(target => target.Format switch
        {
            OutputFormat.Json => RunsJson.One(id.Id, id.Events),
            OutputFormat.Csv => RunsCsv.One(id.Events),
            _ => RunsText.One(id.Events),
        });
    }

    // By the beginning of its id, if that is one run's alone.
    private static async Task<(string Id, ImmutableArray<RunEvent> Events)> FindAsync(Session session, IRunStore store, string wanted)
    {
        var ids = await store.ListRunIdsAsync(session.Invocation.Stop);
        string[] meant = [.. ids.Where(id => id.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
        if (meant is [var only] && await store.ReadRunAsync(only, session.Invocation.Stop) is { } events) return (only, events);
        var also = meant.Length > 1 ? $" {meant.Length} begin so: {string.Join(", ", meant.Take(3))}{(meant.Length > 3 ? ", …" : "")}." : Suggestion.For(wanted, ids);
        throw new ProviderException(CommandLineDiagnostics.UnknownRun.At(null, $"The run store holds no run {Printable.Short(wanted, 60)}.{also}",
            meant.Length > 1 ? "Write more of the id." : "Run xmppstate runs to list them."));
    }
}
