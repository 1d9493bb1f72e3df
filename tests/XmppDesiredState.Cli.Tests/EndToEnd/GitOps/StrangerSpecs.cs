namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>Pull requests that want more than a change of federation: nothing that they bring is run, and their names are only text.</summary>
public sealed class StrangerSpecs
{
    private const string Wingtip = "wingtiptoys.com";

    [Fact]
    public async Task A_forks_pull_request_is_checked_and_runs_nothing()
    {
        using var scene = await GitOpsScene.AppliedAsync();
        var pull = await scene.Git.OpenAsync("Innocent", () =>
        {
            AddPrograms(scene);
            // Its status is asked at each plan.
            scene.Put(GitOpsScene.Files, scene.Get(GitOpsScene.Files) + "\nservices: { provider: shell, list: [{ name: edge, members: [m1] }] }\n");
        }, headRepository: "mallory/federation");

        var run = (await scene.PlanAsync(pull)).Red();

        run.Is("guard", "failure").Is($"validate {GitOpsScene.Test}", "success").Is("plan", "skipped").Is("planned", "failure").Says("This pull request comes from mallory/federation");
        Assert.All(run.Jobs, job => Assert.Equal("", job.Environment));
        Assert.False(scene.Sandbox.Has("canary"), "A program of a fork ran.");
        Assert.Empty(scene.GitHub.Comments);
    }

    [Fact]
    public async Task A_pull_request_that_adds_programs_is_planned_with_the_connections_of_main_and_runs_nothing()
    {
        using var scene = await GitOpsScene.AppliedAsync();
        var pull = await scene.Git.OpenAsync("Less innocent", () =>
        {
            AddPrograms(scene);
            scene.AddPartner(Wingtip);
        });

        (await scene.PlanAsync(pull)).Green().Says("1 to add");
        Assert.False(scene.Sandbox.Has("canary"), "A program of a pull request ran.");
        Assert.False(Directory.Exists(scene.Sandbox.PathOf("elsewhere")));

        // Merged all the same: nobody has seen a plan with these connections, so it is not what was approved.
        (await scene.MergeAsync(pull)).Red().Says("::error title=Refused::").Says("Nothing was executed");
        Assert.False(scene.Sandbox.Has("canary") || scene.IsLive(GitOpsScene.Test, Wingtip));
    }

    [Fact]
    public async Task Hostile_names_of_branches_and_titles_are_only_text()
    {
        using var scene = await GitOpsScene.AppliedAsync();
        var pull = await scene.Git.OpenAsync("\"; touch pwned; `touch pwned` $(touch pwned) ${{ github.token }}\n::error::title", () => scene.AddPartner(Wingtip), branch: "a$(touch${IFS}pwned)`id`;'\"");
        (await scene.PlanAsync(pull)).Green();
        (await scene.MergeAsync(pull)).Green().Says("1 added");
        Assert.DoesNotContain(Directory.EnumerateFiles(scene.Sandbox.Folder, "pwned", SearchOption.AllDirectories), _ => true);
    }

    /// <summary>Programs in every place of the files that can name one, and another live system.</summary>
    private static void AddPrograms(GitOpsScene scene)
    {
        var canary = scene.Sandbox.PathOf("canary.sh");
        scene.Sandbox.Write("canary.sh", $"touch {scene.Sandbox.PathOf("canary")}\necho secret\n");
        var connections = scene.Connections(GitOpsScene.Test, "contoso.test", $", check: [sh, {canary}]").Replace($"path: {scene.Live(GitOpsScene.Test)} ", $"path: {scene.Sandbox.PathOf("elsewhere")} ", StringComparison.Ordinal);
        scene.Put("federation/test/connections.yaml", $"{connections}  ca: {{ type: command-issuer, run: [sh, {canary}] }}\n  shell: {{ type: command, services: {{ edge: {{ status: [sh, {canary}], reload: [sh, {canary}] }} }} }}\n");
        scene.Edit(GitOpsScene.Files, "  keepAliveInterval: 5m\n", $"  keepAliveInterval: 5m\n  dialbackPassphrase: {{ command: [sh, {canary}], version: 1 }}\n");
    }
}
