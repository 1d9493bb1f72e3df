using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Cli.Commands;

/// <summary>A plan as a script that a person reviews and runs, or a script that reads what planning needs. Writes to no live system.</summary>
internal sealed class ScriptCommand
{
    private const string Nsupdate = "nsupdate", PowerShell = "powershell";

    private readonly Invocation invocation;
    private readonly InputOptions input = new();
    private readonly PlanningOptions planning = new();
    private readonly OutputOptions output = new([OutputFormat.Text]);
    private readonly Argument<string?> saved = new("PLAN")
    {
        Description = "A plan saved by plan --out; without it a fresh one is made. Servers, zones and connections are those of the files that -f names.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> format = new("--format")
    {
        Description = "nsupdate: the SRV record sets as a batch for nsupdate, with prerequisites. powershell: the steps of one provider that is worked with in PowerShell, for apply --record. With =FILE into a file.",
        HelpName = "FORMAT[=FILE]",
        Validators = { Check },
    };

    private readonly Option<bool> observe = new("--observe") { Description = "In place of a plan: the script that reads what planning needs, for plan --observed." };
    private readonly Option<string?> provider = new("--provider") { Description = "Of powershell: whose steps or state; needed where several providers could be meant.", HelpName = "NAME" };
    private readonly Option<string[]> observed = new("--observed") { Description = "Without PLAN: take a provider's state from this file. May be given several times.", HelpName = "FILE" };

    private ScriptCommand(Invocation invocation) => this.invocation = invocation;

    public static Command Create(Invocation invocation)
    {
        var script = new ScriptCommand(invocation);
        var command = new Command("script", "Write a plan as a script, or a script that reads.");
        command.Arguments.Add(script.saved);
        script.input.AddTo(command);
        script.planning.AddTo(command);
        foreach (var option in (Option[])[script.format, script.observe, script.provider, script.observed]) command.Options.Add(option);
        script.format.CompletionSources.Add(Nsupdate, PowerShell);
        script.planning.SuggestFrom(script.input, invocation);
        script.provider.CompletionSources.Add(script.input.Suggest(invocation, state => state.Providers.Values.Select(known => new CompletionItem(known.Name, detail: known.Type))));
        command.Validators.Add(script.Check);
        command.SetAction((result, _) => Session.RunAsync(invocation, result, script.output, script.RunAsync));
        return command;
    }

    private async Task<int> RunAsync(Session session)
    {
        var result = session.Result;
        var request = input.Read(result, invocation.Environment);
        var (language, file) = Split(result.GetValue(format) ?? PowerShell);
        var plan = result.GetValue(saved) is { } given ? ShowCommand.Read(session, given) : null;
        if (plan is not null && language == Nsupdate)
        {
            var targets = request.Paths.IsEmpty && request.Connections is null ? null : Loaded.Read(session, request);
            return targets is { State: null } ? Refuse(session, new Loaded(targets, null)) : WriteBatch(session, plan, targets is null ? null : new Loaded(targets, null), file);
        }

        var loaded = Loaded.From(session, request);
        if (loaded is not { State: { } state, Validation: { } validation }) return Refuse(session, loaded);
        await using var store = loaded.OpenRunStore(session, planning.AllowsPrograms(session.Result));
        if (store is null) return ExitCode.Failed;
        var scripts = new ProviderScripts(session, state, language, file);
        if (result.GetValue(observe)) return scripts.WriteReading(await store.ReadLastAppliedAsync(invocation.Stop), result.GetValue(provider));
        if (plan is not null) return scripts.Write(plan, await store.ReadLastAppliedAsync(invocation.Stop), result.GetValue(provider), isSaved: true);

        var run = new RunInput(state, validation, store, planning.Read(result, invocation.Environment), planning.AllowsPrograms(result), line => session.Log.Write(LogLevel.Info, line))
        { Brought = session.ReadScriptResults(result.GetValue(observed)) };
        var fresh = await session.TimeAsync("plan", () => session.Engine.PlanAsync(run, invocation.Stop));
        if (language == Nsupdate) WriteBatch(session, fresh, loaded, file);
        else if (scripts.Write(fresh, await store.ReadLastAppliedAsync(invocation.Stop), result.GetValue(provider), isSaved: false) is not ExitCode.Done and var code) return code;
        if (!fresh.IsComplete) session.Fail(new Findings([.. fresh.Unreadable.Select(kind => kind.Diagnostic)], SourceTexts.None, ""));
        return ExitCode.Of(ExitColumn.Plan, Outcome.Of(fresh.Summary));
    }

    private static int Refuse(Session session, Loaded loaded)
    {
        session.Fail(loaded.Findings);
        return ExitCode.Failed;
    }

    private static int WriteBatch(Session session, Plan plan, Loaded? loaded, string? file)
    {
        var providers = loaded?.Load.State?.Providers;
        var script = NsupdateScript.Of(plan, name => providers?.GetValueOrDefault(name) is { } declaration ? UpdateTarget.Of(declaration) : UpdateTarget.Unknown);
        ProviderScripts.WriteText(session, script.Text, file);
        ProviderScripts.Tell(session, [.. script.LeftOut.Select(left => left.Change)]);
        return ExitCode.Done;
    }

    private static (string Language, string? File) Split(string written) => written.Split('=', 2) is [var language, var file] ? (language, file) : (written, null);

    private void Check(CommandResult result)
    {
        var isReading = result.GetResult(observe) is { Tokens.Count: 0, Implicit: false } or { Tokens: [{ Value: "true" }] };
        if (result.GetResult(format) is not { Tokens: [{ Value: var written }] })
        {
            if (!isReading) result.AddError($"--format is needed: write --format {Nsupdate} or --format {PowerShell}, with =FILE for a file.");
            written = PowerShell;
        }

        var language = Split(written).Language;
        if (isReading && language == Nsupdate) result.AddError($"--observe has no {Nsupdate} script: DNS is read over the network.");
        if (isReading && result.GetResult(saved) is { Tokens.Count: > 0 }) result.AddError("--observe reads before there is a plan: leave PLAN out.");
        if (language == Nsupdate && result.GetResult(provider) is not null) result.AddError($"--provider belongs to --format {PowerShell}.");
        if (result.GetResult(observed) is not null && (isReading || result.GetResult(saved) is { Tokens.Count: > 0 })) result.AddError("--observed is what a fresh plan is made from: leave out PLAN and --observe.");
    }

    private static void Check(OptionResult result)
    {
        foreach (var token in result.Tokens.Where(token => token.Value.Split('=', 2) is not ([Nsupdate or PowerShell] or [Nsupdate or PowerShell, { Length: > 0 }])))
            result.AddError($"--format {token.Value} is not a format: write {Nsupdate} or {PowerShell}, with =FILE for a file.{Suggestion.For(token.Value, [Nsupdate, PowerShell])}");
    }
}
