using System.CommandLine;
using XmppDesiredState.Cli.Rendering;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Starter files that plan at once on the embedded default: a folder for the gateway, a zone file for DNS.</summary>
internal static class InitCommand
{
    public static Command Create(Invocation invocation)
    {
        var output = new OutputOptions([OutputFormat.Text]);
        var folder = new Argument<string>("DIR") { Description = "Where; the working folder unless given.", DefaultValueFactory = _ => "." };
        var force = new Option<bool>("--force") { Description = "Overwrite files that are there." };
        var command = new Command("init", "Write starter files.");
        command.Arguments.Add(folder);
        command.Options.Add(force);
        command.SetAction((result, _) => Session.RunAsync(invocation, result, output, session =>
            Task.FromResult(Run(session, result.GetValue(folder)!, result.GetValue(force)))));
        return command;
    }

    private static int Run(Session session, string folder, bool isForced)
    {
        var environment = session.Environment;
        var root = Path.GetFullPath(folder, environment.WorkingFolder);
        var present = StarterFiles.All.Select(file => file.Name).Where(name => Path.Exists(Path.Combine(root, name))).ToList();
        if (present.Count > 0 && !isForced)
        {
            session.Fail(CommandLineDiagnostics.WouldOverwrite.At(null, $"There already: {string.Join(", ", present)}. Nothing was written.",
                "Name another folder, or overwrite them with --force."));
            return ExitCode.Failed;
        }

        session.Outputs.CreateFolder(root, folder);
        foreach (var (name, content) in StarterFiles.All)
        {
            session.Outputs.WriteFile(Path.Combine(root, name), content);
            environment.Out.WriteLine($"wrote {Printable.Of(Path.Combine(folder, name).Replace('\\', '/'))}");
        }

        var file = folder == "." ? "" : $" -f {Printable.Of(folder.Replace('\\', '/'))}";
        environment.Out.WriteLine($"\nNext:\n  xmppstate plan{file}\n  xmppstate apply{file}");
        return ExitCode.Done;
    }
}
