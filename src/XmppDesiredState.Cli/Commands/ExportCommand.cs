using System.Collections.Immutable;
using System.CommandLine;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Export;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Cli.Commands;

/// <summary>The live system behind a provider as a state file that plans to nothing. Says on standard error what it had to leave out.</summary>
internal static class ExportCommand
{
    public static Command Create(Invocation invocation)
    {
        var input = new InputOptions();
        var output = new OutputOptions([OutputFormat.Text]);
        var provider = new Option<string>("--provider") { Description = "Name of the declared provider whose live system is read.", HelpName = "NAME", Required = true };
        var split = new Option<string?>("--split") { Description = "Write one file for each section into this folder; none is overwritten.", HelpName = "DIR" };
        var timeout = DurationOption.Create("--timeout", "Longest time of one call of the provider; 30s unless given.");
        var noPrograms = new Option<bool>("--no-exec") { Description = "Start no program that the files declare." };
        var command = new Command("export", "Write a live system as a state file. Exits with 1 where it breaks a rule that cannot be accepted; the file is written all the same.");
        input.AddTo(command);
        foreach (var option in (Option[])[provider, split, timeout, noPrograms]) command.Options.Add(option);
        command.SetAction((result, _) => Session.RunAsync(invocation, result, output, async session =>
        {
            var loaded = new Loaded(session.Engine.Load(input.Read(result, invocation.Environment)), null);
            if (loaded.Load.State is not { } declared)
            {
                session.Fail(loaded.Findings);
                return ExitCode.Failed;
            }

            var request = new ExportInput(declared, Known(declared, result.GetValue(provider)!), result.GetValue(timeout) ?? PlanOptions.None.Timeout, !result.GetValue(noPrograms),
                line => session.Log.Write(LogLevel.Info, line));
            var state = await session.TimeAsync("export", () => session.Engine.ExportAsync(request, invocation.Stop));
            return Write(session, state, result.GetValue(split));
        }));
        return command;
    }

    private static string Known(DesiredState declared, string provider)
    {
        if (declared.Providers.ContainsKey(provider)) return provider;
        var names = declared.Providers.Keys.ToList();
        throw new ProviderException(CommandLineDiagnostics.UnknownProvider.At(null, $"There is no provider {provider}.",
            (Suggestion.For(provider, names) + (names.Count == 0 ? " Declare it under providers, in a file named with -f." : $" Declared are {string.Join(", ", names)}.")).TrimStart()));
    }

    private static int Write(Session session, ExportedState state, string? split)
    {
        ImmutableArray<Diagnostic> refusals = [.. state.Unreadable, .. Refusals(state)];
        if (!state.CanBeWritten)
        {
            session.Fail(new Findings(refusals, SourceTexts.None, ""));
            return ExitCode.Failed;
        }

        if (split is null) session.Environment.Out.Write(session.Engine.WriteStateFile(state, session.Environment.WorkingFolder));
        else WriteSplit(session, state, split);
        return Tell(session, state);
    }

    private static IEnumerable<Diagnostic> Refusals(ExportedState state)
    {
        if (state.Kinds.IsEmpty) yield return CommandLineDiagnostics.NothingToExport.At(null, $"{state.Provider.Name}, of type {state.Provider.Type}, holds nothing that can be exported.", "Name a provider of partners, policies, settings or SRV records.");
        foreach (var kind in state.Unlistable)
            yield return CommandLineDiagnostics.NotListed.At(null, $"{state.Provider.Name} cannot list its {kind.Name} resources, so what it has is not known.", "Give it the rights to list them: see the README of its type.");
    }

    private static void WriteSplit(Session session, ExportedState state, string split)
    {
        var root = Path.GetFullPath(split, session.Environment.WorkingFolder);
        var files = session.Engine.WriteStateFiles(state, root);
        var present = files.Select(file => file.Name).Where(name => Path.Exists(Path.Combine(root, name))).ToList();
        if (present.Count > 0)
            throw new ProviderException(CommandLineDiagnostics.WouldOverwrite.At(null, $"There already: {string.Join(", ", present)}. Nothing was written.", "Name another folder, or move the files away."));
        session.Outputs.CreateFolder(root, split);
        foreach (var (name, text) in files)
        {
            session.Outputs.WriteFile(Path.Combine(root, name), text);
            session.Environment.Out.WriteLine($"wrote {Printable.Of(Path.Combine(split, name).Replace('\\', '/'))}");
        }
    }

    // The file says all that can be declared; whoever reads it must hear what it does not say.
    private static int Tell(Session session, ExportedState state)
    {
        if (!state.Skipped.IsEmpty) session.Log.Write(LogLevel.Info, $"Not exported: {string.Join(", ", state.Skipped.Select(kind => kind.Name + " resources"))}; issuers and members cannot be read from a live system.");
        foreach (var code in state.Resources.SelectMany(declared => declared.Accept.Select(accepted => (accepted.Code, declared.Address))).GroupBy(accepted => accepted.Code).OrderBy(group => group.Key, StringComparer.Ordinal))
            session.Log.Write(LogLevel.Warn, $"{code.Key} is accepted as exported at {Words.Count(code.Count(), "resource")}, the first {code.First().Address.Id}: see xmppstate explain {code.Key}.");
        ImmutableArray<Diagnostic> findings = [.. state.LeftOut.Select(Finding), .. state.Findings];
        if (!findings.IsEmpty) session.Fail(new Findings(findings, SourceTexts.None, "Exported."));
        return state.Findings.Any(finding => finding.Severity == Severity.Error) ? ExitCode.Failed : ExitCode.Done;
    }

    private static Diagnostic Finding(LeftOut left) => CommandLineDiagnostics.NotDeclarable.At(null,
        $"{left.Id} cannot be declared{(left.Attribute is null ? "" : " whole")}: {(left.Attribute is null ? "it" : $"its {left.Attribute.Name}")} {left.Why.TrimEnd('.')}.",
        left.IsAcknowledged ? "It is acknowledged in the file, and left alone; mend it on the live system." : left.Attribute is null ? "It is not in the file; mend it on the live system." : $"{left.Attribute.Name} is not in the file, and left alone.");
}
