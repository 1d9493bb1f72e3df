using System.Text.Json.Nodes;

namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>Runs one script of the action by itself, with GitHub's stand-in.</summary>
internal sealed class ActionScript : IDisposable
{
    public static readonly string Folder = Path.Combine(Repository.Root, ".github", "actions", "xmppstate");

    public ActionScript() => GitHub = new GitHubStandIn(Sandbox);

    public Sandbox Sandbox { get; } = Sandbox.Empty();

    public GitHubStandIn GitHub { get; }

    public string Permissions { get; set; } = "contents:read actions:read pull-requests:write issues:write";

    /// <summary>What the last run left for the steps behind it.</summary>
    public JsonObject Outputs { get; private set; } = [];

    public async Task<ToolResult> RunAsync(string script, params (string Name, string Value)[] variables)
    {
        Sandbox.Write("output", "");
        using var bash = Tool.Start("bash", Sandbox.Folder, [Path.Combine(Folder, script)], environment =>
        {
            foreach (var name in environment.Keys.Where(name => name.StartsWith("GITHUB_", StringComparison.Ordinal)).ToList()) environment.Remove(name);
            environment["PATH"] = $"{GitHub.Programs}:{environment["PATH"]}";
            environment["GITHUB_REPOSITORY"] = GitHubStandIn.Repository;
            environment["GITHUB_RUN_ID"] = "7";
            environment["GITHUB_SHA"] = new string('c', 40);
            environment["GITHUB_OUTPUT"] = Sandbox.PathOf("output");
            environment["GITHUB_STEP_SUMMARY"] = Sandbox.PathOf("summary");
            environment["RUNNER_TEMP"] = Directory.CreateDirectory(Sandbox.PathOf("temp")).FullName;
            environment["GH_STATE"] = GitHub.State;
            environment["GH_TOKEN"] = "token";
            environment["GH_PERMISSIONS"] = Permissions;
            foreach (var (name, value) in variables) environment[name] = value;
        });
        var result = await bash.EndAsync();
        Outputs = StepRunner.Outputs(await File.ReadAllLinesAsync(Sandbox.PathOf("output")));
        return result;
    }

    public void Dispose() => Sandbox.Dispose();
}
