using System.CommandLine;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Cli.Commands;

/// <summary>A plan as a script that a person reviews and runs. Writes to no live system.</summary>
internal static class ScriptCommand
{
    private const string Nsupdate = "nsupdate";

    public static Command Create(Invocation invocation)
    {
        var input = new InputOptions();
        var planning = new PlanningOptions();
        var output = new OutputOptions([OutputFormat.Text]);
        var saved = new Argument<string?>("PLAN") { Description = "A plan saved by plan --out; without it a fresh one is made. Servers and zones are those of the files that -f names.", Arity = ArgumentArity.ZeroOrOne };
        var format = new Option<string>("--format")
        {
            Description = "nsupdate: the SRV record sets as a batch for nsupdate, with prerequisites; with =FILE into a file.",
            HelpName = "FORMAT[=FILE]",
            Required = true,
            Validators = { result => Check(result) },
        };
        var command = new Command("script", "Write a plan as a script.");
        command.Arguments.Add(saved);
        input.AddTo(command);
        planning.AddTo(command);
        command.Options.Add(format);
        command.SetAction((result, _) => Session.RunAsync(invocation, result, output, async session =>
        {
            var request = input.Read(result, invocation.Environment);
            var file = result.GetValue(format)!.Split('=', 2) is [_, var name] ? name : null;
            if (result.GetValue(saved) is { } given)
            {
                var plan = ShowCommand.Read(session, given);
                var targets = request.Paths.IsEmpty && request.Connections is null ? null : session.Engine.Load(request);
                return targets is { State: null } ? Refuse(session, new Loaded(targets, null)) : Write(session, plan, targets is null ? null : new Loaded(targets, null), file);
            }

            var loaded = Loaded.From(session, request);
            if (loaded is not { State: { } state, Validation: { } validation }) return Refuse(session, loaded);
            await using var store = loaded.OpenRunStore(session);
            if (store is null) return ExitCode.Failed;
            var run = new RunInput(state, validation, store, planning.Read(result, invocation.Environment), planning.AllowsPrograms(result), line => session.Log.Write(LogLevel.Info, line));
            var fresh = await session.TimeAsync("plan", () => session.Engine.PlanAsync(run, invocation.Stop));
            var unreadable = fresh.Unreadable.Select(kind => kind.Diagnostic).ToList();
            Write(session, fresh, loaded, file);
            if (unreadable.Count > 0) session.Fail(new Findings([.. unreadable], SourceTexts.None, ""));
            return ExitCode.Of(ExitColumn.Plan, Outcome.Of(fresh.Summary));
        }));
        return command;
    }

    private static int Refuse(Session session, Loaded loaded)
    {
        session.Fail(loaded.Findings);
        return ExitCode.Failed;
    }

    private static int Write(Session session, Plan plan, Loaded? loaded, string? file)
    {
        var providers = loaded?.Load.State?.Providers;
        var script = NsupdateScript.Of(plan, name => providers?.GetValueOrDefault(name) is { } declaration ? UpdateTarget.Of(declaration) : UpdateTarget.Unknown);
        if (file is null) session.Environment.Out.Write(script.Text);
        else session.Outputs.WriteFile(file, script.Text);
        if (!script.LeftOut.IsEmpty)
        {
            session.Fail(new Findings([CommandLineDiagnostics.NotInScript.At(null,
                $"{Words.Count(script.LeftOut.Length, "change")} of the plan {(script.LeftOut.Length == 1 ? "is" : "are")} not in the script: {Words.Count(script.LeftOut.Select(left => left.Change.Id.Kind))}.",
                "The script names them in its first lines; apply makes them.")], SourceTexts.None, "Written."));
        }

        return ExitCode.Done;
    }

    private static void Check(System.CommandLine.Parsing.OptionResult result)
    {
        foreach (var token in result.Tokens.Where(token => token.Value.Split('=', 2) is not ([Nsupdate] or [Nsupdate, { Length: > 0 }])))
            result.AddError($"--format {token.Value} is not a format: write {Nsupdate}, with =FILE for a file.{Suggestion.For(token.Value, [Nsupdate])}");
    }
}
