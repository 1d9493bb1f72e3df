namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>Pull requests that want more than a change of federation: nothing that they bring is run, and their names are only text.</summary>
public sealed class StrangerSpecs
{
    private const string Wingtip = "wingtiptoys.com";

    /// <summary>Its status is asked at each plan.</summary>
    private const string Service = "\nservices: { provider: shell, list: [{ name: edge, members: [m1] }] }\n";

    [Fact]
    public async Task A_forks_pull_request_is_checked_and_runs_nothing()
    {
        using var scene = await GitOpsScene.AppliedAsync();
        var pull = await scene.Git.OpenAsync("Innocent", () =>
        {
            AddPrograms(scene);
            scene.Put(GitOpsScene.Files, scene.Get(GitOpsScene.Files) + Service);
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
    public async Task Programs_are_started_neither_as_a_pull_request_declares_them_nor_as_main_does()
    {
        using var scene = await GitOpsScene.AppliedAsync();
        void Ask(string bird) => scene.Put("federation/test/connections.yaml",
            $"{scene.Connections(GitOpsScene.Test, "contoso.test")}  shell: {{ type: command, services: {{ edge: {{ status: [touch, {scene.Sandbox.PathOf(bird)}], reload: [touch, {scene.Sandbox.PathOf(bird)}] }} }} }}\n");
        Ask("known");
        await scene.Git.PushAsync("A service");
        var pull = await scene.Git.OpenAsync("Ask another", () =>
        {
            Ask("canary");
            scene.Put(GitOpsScene.Files, scene.Get(GitOpsScene.Files) + Service);
        });

        (await scene.PlanAsync(pull)).Red().Is($"plan {GitOpsScene.Test}", "failure").Says("--no-exec");
        Assert.False(scene.Sandbox.Has("known") || scene.Sandbox.Has("canary"), "A program was started for a pull request.");

        // The same files, planned by somebody who trusts them: then it sings.
        var folder = scene.Sandbox.PathOf("jobs/trusting/workspace/files");
        await scene.Git.CheckOutAsync(folder, pull.Happening.Sha, isShallow: true);
        await Tool.RunAsync(folder, ["plan", "-f", "federation", "-f", "federation/test/overlay.yaml", "--connections", "federation/test/connections.yaml"]);
        Assert.True(scene.Sandbox.Has("canary"));
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
