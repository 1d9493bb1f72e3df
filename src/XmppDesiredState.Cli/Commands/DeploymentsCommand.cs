using System.Collections.Immutable;
using System.CommandLine;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Loading;
using XmppDesiredState.Engine.Loading.Deployments;

namespace XmppDesiredState.Cli.Commands;

/// <summary>The deployments of a repository, or those that a pull request may change: what a pipeline plans. Offline; starts git where it is asked for changes.</summary>
internal static class DeploymentsCommand
{
    public static Command Create(Invocation invocation)
    {
        var output = new OutputOptions([OutputFormat.Text, OutputFormat.Json, OutputFormat.GitHub]);
        var folder = new Argument<string>("DIR") { Description = "Where to look, with the folders below; the working folder unless given.", DefaultValueFactory = _ => "." };
        var since = new Option<string?>("--changed-since") { Description = "Only those that commits since the merge base with this one may change.", HelpName = "REF" };
        since.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && GitChanges.Problem(token.Value) is { } problem) result.AddError($"--changed-since {Printable.Short(token.Value, 60)} {problem}.");
        });
        var files = new Option<bool>("--files") { Description = "Also every file and folder each is made of, and which of them changed." };
        var command = new Command("deployments", "List the state files that are planned by themselves.");
        command.Arguments.Add(folder);
        command.Options.Add(since);
        command.Options.Add(files);
        output.AddTo(command);
        command.SetAction((result, _) => Session.RunAsync(invocation, result, output, session => ListAsync(session, result.GetValue(folder)!, result.GetValue(since), result.GetValue(files))));
        return command;
    }

    private static async Task<int> ListAsync(Session session, string named, string? since, bool listsFiles)
    {
        var environment = session.Environment;
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(named, environment.WorkingFolder));
        var request = new LoadRequest { WorkingFolder = environment.WorkingFolder, HomeFolder = environment.HomeFolder };
        var found = session.Time("search", () => new DeploymentSearch(session.Engine.Load).Find(folder, request));
        ImmutableArray<Diagnostic> findings = [.. found.Diagnostics, .. Twice(found.Deployments, environment)];
        if (findings.IsEmpty && found.Deployments.IsEmpty)
            findings = [DeploymentDiagnostics.NoDeployment.At(null, $"There is no state file in {Printable.Of(Shown(folder, environment))} or below.", "Name the folder that holds them, or begin with xmppstate init.")];
        if (!findings.IsEmpty)
        {
            session.Fail(new Findings(findings, SourceTexts.None, ""));
            return ExitCode.Failed;
        }

        var changes = await ChangesAsync(session, folder, found.Deployments, since);
        ImmutableArray<ListedDeployment> listed =
        [
            .. found.Deployments.Where(deployment => since is null || changes.Contains(deployment)).Select(deployment => new ListedDeployment(deployment.Name,
                [.. ((string?[])[deployment.Folder, deployment.Overlay]).OfType<string>().Select(path => Shown(path, environment))],
                deployment.Connections is { } connections ? Shown(connections, environment) : null, deployment.IsLoaded,
                [.. deployment.MadeOf.Select(path => Shown(path, environment))], [.. changes[deployment].Select(path => Shown(path, environment))])),
        ];
        session.Outputs.Write(target => new DeploymentList(listed, listsFiles).Render(target.Format, $"No deployment is changed since {since}.", session.Outputs.InkOf(target)));
        return ExitCode.Done;
    }

    private static async Task<ILookup<Deployment, string>> ChangesAsync(Session session, string folder, ImmutableArray<Deployment> deployments, string? since)
    {
        if (since is null) return Array.Empty<(Deployment Deployment, string Path)>().ToLookup(pair => pair.Deployment, pair => pair.Path);
        var changed = await session.TimeAsync("git", () => new GitChanges(folder, session.Environment.Clock).SinceAsync(since, session.Invocation.Stop));
        var scope = new ChangeScope(folder, deployments);
        return changed.SelectMany(path => scope.Of(path).Select(deployment => (Deployment: deployment, Path: path))).ToLookup(pair => pair.Deployment, pair => pair.Path);
    }

    private static IEnumerable<Diagnostic> Twice(ImmutableArray<Deployment> deployments, CliEnvironment environment) =>
        from same in deployments.GroupBy(deployment => deployment.Name, StringComparer.Ordinal)
        where same.Count() > 1
        let places = string.Join(", ", same.Take(5).Select(deployment => Printable.Short(Shown(deployment.Overlay ?? deployment.Folder, environment), 200)))
        select DeploymentDiagnostics.SameName.At(null, $"{same.Count()} deployments are called {Printable.Short(same.Key)}: {places}.", "Give each a name of its own.");

    private static string Shown(string path, CliEnvironment environment)
    {
        var relative = Path.GetRelativePath(environment.WorkingFolder, path);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? path : relative).Replace('\\', '/');
    }
}
