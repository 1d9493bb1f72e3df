using System.CommandLine;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Engine.Export;

namespace XmppDesiredState.Cli.Commands;

/// <summary>The live system behind a provider as a state file that plans to nothing. Says on standard error what it had to leave out.</summary>
internal static class ExportCommand
{
    public static Command Create(Invocation invocation)
    {
        var live = new LiveSystemOptions();
        var output = new OutputOptions([OutputFormat.Text]);
        var provider = new Option<string>("--provider") { Description = "Name of the declared provider whose live system is read.", HelpName = "NAME", Required = true };
        var split = new Option<string?>("--split") { Description = "Write one file for each section into this folder; none is overwritten.", HelpName = "DIR" };
        var command = new Command("export", "Write a live system as a state file. Exits with 1 where it breaks a rule that cannot be accepted; the file is written all the same.");
        live.AddTo(command);
        provider.CompletionSources.Add(live.Providers(invocation));
        command.Options.Add(provider);
        command.Options.Add(split);
        command.SetAction((result, _) => Session.RunAsync(invocation, result, output, async session =>
            await live.ReadAsync(session, invocation, result, result.GetValue(provider)!) is { } state ? Write(session, state, result.GetValue(split)) : ExitCode.Failed));
        return command;
    }

    private static int Write(Session session, ExportedState state, string? split)
    {
        if (split is null) session.Environment.Out.Write(session.Engine.WriteStateFile(state, session.Environment.WorkingFolder));
        else NewFiles.Write(session, split, session.Engine.WriteStateFiles(state, Path.GetFullPath(split, session.Environment.WorkingFolder)), isForced: false, "Name another folder, or move the files away.");
        return LiveSystemOptions.Tell(session, state);
    }
}
