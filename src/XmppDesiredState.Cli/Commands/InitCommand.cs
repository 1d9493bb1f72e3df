using System.CommandLine;
using System.CommandLine.Parsing;
using XmppDesiredState.Cli.Rendering;

namespace XmppDesiredState.Cli.Commands;

/// <summary>
/// Starter files that plan at once: on the embedded default, a folder for the gateway and a zone file for DNS; or the live system of a
/// provider that is declared already.
/// </summary>
internal static class InitCommand
{
    private const string Cure = "Name another folder, or overwrite them with --force.";

    public static Command Create(Invocation invocation)
    {
        var live = new LiveSystemOptions();
        var output = new OutputOptions([OutputFormat.Text]);
        var folder = new Argument<string>("DIR") { Description = "Where; the working folder unless given.", DefaultValueFactory = _ => "." };
        var force = new Option<bool>("--force") { Description = "Overwrite files that are there." };
        var from = new Option<string?>("--from") { Description = "Begin with the live system of this provider, which a file of -f declares: one file for each section.", HelpName = "NAME" };
        var github = new Option<bool>("--github") { Description = "Write a repository for GitHub: state files, a test and a production deployment of them, workflows that plan, apply and watch, CODEOWNERS." };
        var command = new Command("init", "Write starter files.");
        command.Arguments.Add(folder);
        command.Options.Add(from);
        command.Options.Add(github);
        command.Options.Add(force);
        live.AddTo(command);
        from.CompletionSources.Add(live.Providers(invocation));
        command.Validators.Add(given =>
        {
            // What stands in the environment is for every command, and not said of this one.
            var said = given.Children.OfType<OptionResult>().Where(option => !option.Implicit && !invocation.FromEnvironment.Contains(EnvironmentOptions.NameOf(option.Option)));
            if (given.GetResult(from) is null && said.Any(option => option.Option != force && option.Option != github))
                given.AddError("What to read, and how, is said only with --from NAME: without it init writes starter files and reads nothing.");
            if (given.GetResult(from) is not null && given.GetResult(github) is { Implicit: false })
                given.AddError("--github writes state files to begin with, and --from NAME those of a live system: begin with --github, then write what is live over federation with --from.");
        });
        command.SetAction((result, _) => Session.RunAsync(invocation, result, output, async session =>
        {
            if (result.GetValue(from) is not { } provider) return result.GetValue(github) ? Found(session, result.GetValue(folder)!, result.GetValue(force)) : Start(session, result.GetValue(folder)!, result.GetValue(force));
            return await live.ReadAsync(session, invocation, result, provider) is { } state ? Begin(session, state, result.GetValue(folder)!, result.GetValue(force)) : ExitCode.Failed;
        }));
        return command;
    }

    private static int Start(Session session, string folder, bool isForced)
    {
        NewFiles.Write(session, folder, StarterFiles.All, isForced, Cure);
        var file = Named(folder);
        session.Environment.Out.WriteLine($"\nNext:\n  xmppstate plan{file}\n  xmppstate apply{file}");
        return ExitCode.Done;
    }

    private static int Found(Session session, string folder, bool isForced)
    {
        NewFiles.Write(session, folder, StarterFiles.Repository(session.Engine.StateFileSchema()), isForced, Cure);
        session.Environment.Out.WriteLine("\nNext:\n  write your domains, partners and systems over those of contoso, in federation and in .github/CODEOWNERS\n"
            + "  in .github/workflows name whose xmppstate is used, its commit, version and checksum: OWNER and the zeros\n"
            + $"  xmppstate deployments{(folder == "." ? "" : $" {Printable.Of(folder.Replace('\\', '/'))}")}");
        return ExitCode.Done;
    }

    private static int Begin(Session session, Engine.Export.ExportedState state, string folder, bool isForced)
    {
        var files = session.Engine.WriteStateFiles(state, Path.GetFullPath(folder, session.Environment.WorkingFolder));
        NewFiles.Write(session, folder, [.. files, (".gitignore", StarterFiles.Ignored)], isForced, Cure);
        session.Environment.Out.WriteLine($"\nNext, to see that it says what is live (\"No changes.\"), before you change a line of it:\n  xmppstate plan{Named(folder)}");
        return LiveSystemOptions.Tell(session, state);
    }

    private static string Named(string folder) => folder == "." ? "" : $" -f {Printable.Of(folder.Replace('\\', '/'))}";
}
