using System.Text.Json.Nodes;

namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>
/// Pull request to live system, by the workflow files themselves in scratch repositories. Real are git, bash, the scripts of the action and the
/// program; GitHub and its runner are stood in for.
/// </summary>
public sealed class RehearsalSpecs
{
    private const string Wingtip = "wingtiptoys.com";
    private const string Item = "    - domain: wingtiptoys.com\n      type: Federated\n      negotiation: sasl-over-tls\n";

    [Fact]
    public async Task I_can_review_merge_and_apply_a_partner_and_remove_it_again_by_reverting()
    {
        using var scene = await GitOpsScene.CreateAsync(withProduction: true);
        var first = await scene.ByHandAsync(GitOpsScene.Test);
        first.Green().Says("7 added").Is("apply", "success");
        (await scene.ByHandAsync(GitOpsScene.Production)).Green();
        var pull = await scene.Git.OpenAsync("Federate with Wingtip Toys", () => scene.AddPartner(Wingtip));

        (await scene.PlanAsync(pull)).Green().Is("planned", "success");

        var comments = scene.GitHub.Comments.Where(comment => comment["number"]!.GetValue<string>() == $"{pull.Number}").Select(comment => comment["body"]!.GetValue<string>()).ToList();
        Assert.Equal(2, comments.Count);
        Assert.All(comments, body => Assert.Contains("1 to add, 0 to change, 0 to destroy.", body, StringComparison.Ordinal));
        Assert.False(scene.IsLive(GitOpsScene.Test, Wingtip), "A plan changed what is live.");

        var applied = (await scene.MergeAsync(pull)).Green().Says("1 added, 0 changed, 0 destroyed.");
        Assert.Equal([GitOpsScene.Test, GitOpsScene.Production], applied.Jobs.Select(job => job.Environment).Where(name => name.Length > 0));
        Assert.True(scene.IsLive(GitOpsScene.Test, Wingtip) && scene.IsLive(GitOpsScene.Production, Wingtip));

        var revert = await scene.Git.OpenAsync("Revert", () => scene.Edit(GitOpsScene.Files, Item, ""));
        (await scene.PlanAsync(revert)).Green().Says("1 to destroy");
        (await scene.MergeAsync(revert)).Green().Says("0 added, 0 changed, 1 destroyed.");
        Assert.False(scene.IsLive(GitOpsScene.Test, Wingtip) || scene.IsLive(GitOpsScene.Production, Wingtip));
    }

    [Fact]
    public async Task I_am_told_by_one_issue_what_somebody_changed_and_apart_from_it_what_is_merged_and_not_applied()
    {
        using var scene = await GitOpsScene.AppliedAsync();
        (await scene.DriftAsync()).Green();
        Assert.Empty(scene.GitHub.Issues);

        var live = Path.Combine(scene.Live(GitOpsScene.Test), "partner", "fabrikam.com.yaml");
        var before = await File.ReadAllTextAsync(live, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(live, before.Replace("joint venture", "by hand", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        (await scene.DriftAsync()).Green().Says("::warning title=It drifts::").Says("Drift, somebody changed the live system");
        var issue = Assert.Single(scene.GitHub.Issues);
        Assert.Equal(("Drift: contoso-test", "open"), (issue["title"]!.GetValue<string>(), issue["state"]!.GetValue<string>()));
        Assert.Contains("partner/fabrikam.com", issue["body"]!.GetValue<string>(), StringComparison.Ordinal);

        await File.WriteAllTextAsync(live, before, TestContext.Current.CancellationToken);
        var pull = await scene.Git.OpenAsync("Federate", () => scene.AddPartner(Wingtip));
        (await scene.PlanAsync(pull)).Green();
        var merged = await scene.Git.SquashAsync(pull);
        (await scene.DriftAsync()).Green().Says("Pending, in the files and not applied yet").Says($"partner/{Wingtip}").Never("Drift, somebody changed the live system");
        Assert.Equal("closed", Assert.Single(scene.GitHub.Issues)["state"]!.GetValue<string>());

        (await scene.ApplyAsync(merged)).Green().Says("1 added, 0 changed, 0 destroyed.");
        (await scene.DriftAsync()).Green().Never("Pending, in the files and not applied yet");
    }

    [Fact]
    public async Task Drift_that_cannot_look_is_red_and_leaves_the_issue_as_it_is()
    {
        using var scene = await GitOpsScene.AppliedAsync();
        var live = Path.Combine(scene.Live(GitOpsScene.Test), "partner", "fabrikam.com.yaml");
        File.Delete(live);
        (await scene.DriftAsync()).Green();
        await File.WriteAllTextAsync(live, "no: [partner", TestContext.Current.CancellationToken);

        (await scene.DriftAsync()).Red().Says("left as it is");
        Assert.Equal("open", Assert.Single(scene.GitHub.Issues)["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_pull_request_that_is_planned_again_keeps_its_comment()
    {
        using var scene = await GitOpsScene.AppliedAsync();
        var pull = await scene.Git.OpenAsync("Federate", () => scene.AddPartner(Wingtip));
        (await scene.PlanAsync(pull)).Green();
        (await scene.PlanAsync(await scene.Git.SeenAsync(pull))).Green();
        Assert.Contains("1 to add", scene.GitHub.Comment(pull.Number)["body"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pull_request_that_changes_no_state_file_plans_nothing_and_applies_nothing()
    {
        using var scene = await GitOpsScene.AppliedAsync();
        var pull = await scene.Git.OpenAsync("Read me", () => scene.Put("README.md", "Read me.\n"));
        (await scene.PlanAsync(pull)).Green().Is("plan", "skipped").Is("planned", "success");
        (await scene.MergeAsync(pull)).Green().Is("apply", "skipped").Says("changes nothing that contoso-test is made of");
    }

    [Fact]
    public async Task Files_that_are_wrong_are_said_at_their_line_and_not_planned()
    {
        using var scene = await GitOpsScene.AppliedAsync();
        var pull = await scene.Git.OpenAsync("Typing error", () => scene.Edit(GitOpsScene.Files, "type: PublicUnverified", "type: PublicUnverifed"));
        (await scene.PlanAsync(pull)).Red().Is("plan", "skipped").Is("planned", "failure").Says("::error file=files/federation/desired.yaml,line=");
    }

    [Fact]
    public async Task A_layout_in_which_nothing_is_found_is_red_and_not_empty()
    {
        using var scene = await GitOpsScene.AppliedAsync();
        var pull = await scene.Git.OpenAsync("Moved", () => Directory.Move(scene.Git.PathOf("federation"), scene.Git.PathOf("elsewhere")));
        (await scene.PlanAsync(pull)).Red().Is("deployments", "failure").Is("plan", "skipped").Is("planned", "failure");
    }

    [Fact]
    public async Task A_failed_apply_is_finished_by_running_it_again()
    {
        using var scene = await GitOpsScene.AppliedAsync();
        await CheckZonesAsync(scene, "[ ! -e broken ]");
        var pull = await scene.Git.OpenAsync("Federate, and a shorter time to live", () =>
        {
            scene.AddPartner(Wingtip);
            scene.Edit(GitOpsScene.Files, "ttl: 1h", "ttl: 30m");
        });
        (await scene.PlanAsync(pull)).Green();
        scene.Sandbox.Write("broken", "");

        var merged = await scene.Git.SquashAsync(pull);
        (await scene.ApplyAsync(merged)).Red().Says("apply ended with 3");
        Assert.True(scene.IsLive(GitOpsScene.Test, Wingtip), "What does not depend on the failed step was not done.");

        File.Delete(scene.Sandbox.PathOf("broken"));
        (await scene.ApplyAsync(merged)).Green().Says("0 added, 1 changed, 0 destroyed.");
    }

    [Fact]
    public async Task Of_two_applies_at_once_one_waits_its_time_and_says_for_whom()
    {
        using var scene = await GitOpsScene.AppliedAsync();
        await CheckZonesAsync(scene, "touch started; n=0; while [ ! -e go ] && [ $n -lt 1000 ]; do sleep 0.05; n=$((n+1)); done");
        var pull = await scene.Git.OpenAsync("A shorter time to live", () => scene.Edit(GitOpsScene.Files, "ttl: 1h", "ttl: 30m"));
        (await scene.PlanAsync(pull)).Green();
        scene.Runner.Overrides["args"] = "--lock-timeout=1s";
        var merged = await scene.Git.SquashAsync(pull);

        var first = scene.ApplyAsync(merged);
        while (!scene.Sandbox.Has("started") && !first.IsCompleted) await Task.Delay(20, TestContext.Current.CancellationToken);
        (await scene.ApplyAsync(merged)).Red().Says("::error title=Locked::").Says("ann").Says(Environment.MachineName);
        scene.Sandbox.Write("go", "");

        (await first).Green().Says("0 added, 1 changed, 0 destroyed.");
    }

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
        (await scene.MergeAsync(pull)).Red().Says("apply ended").Says("Nothing was executed");
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

    [Theory]
    [InlineData("\"Wingtip", "\"Wongtip")]
    [InlineData("  \"errored\": false", "  \"errored\":  false")]
    public async Task An_approved_plan_that_was_edited_is_refused(string from, string to)
    {
        using var scene = await GitOpsScene.AppliedAsync();
        var pull = await scene.Git.OpenAsync("Federate", () =>
        {
            scene.AddPartner(Wingtip);
            scene.Edit(GitOpsScene.Files, "    - domain: wingtiptoys.com\n", "    - domain: wingtiptoys.com\n      description: Wingtip Toys\n");
        });
        var planned = (await scene.PlanAsync(pull)).Green();
        var file = Path.Combine(scene.GitHub.Artifact(planned.Id, $"xmpp-plan-{GitOpsScene.Test}"), "plan.json");
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains(from, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, text.Replace(from, to, StringComparison.Ordinal), TestContext.Current.CancellationToken);

        (await scene.MergeAsync(pull)).Red().Is("apply", "failure").Says("::error title=Refused::");
        Assert.False(scene.IsLive(GitOpsScene.Test, Wingtip));
    }

    [Fact]
    public async Task An_approved_plan_that_meets_a_live_change_or_another_configuration_is_refused_and_planned_anew_by_hand()
    {
        using var scene = await GitOpsScene.AppliedAsync();
        var pull = await scene.Git.OpenAsync("Another description", () => scene.Edit(GitOpsScene.Files, "description: Supplier", "description: Supplier of toys"));
        var other = await scene.Git.OpenAsync("Federate", () => scene.AddPartner(Wingtip));
        (await scene.PlanAsync(pull)).Green();
        (await scene.PlanAsync(other)).Green();
        var live = Path.Combine(scene.Live(GitOpsScene.Test), "partner", "tailspintoys.com.yaml");
        var before = await File.ReadAllTextAsync(live, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(live, before.Replace("Supplier", "By hand", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        (await scene.MergeAsync(pull)).Red().Says("::error title=Refused::").Says("partner/tailspintoys.com").Says("By hand").Says("Nothing was executed");
        // The other was planned before the first was merged, so what is on main now is not what was read.
        (await scene.MergeAsync(other)).Red().Says("::error title=Refused::").Says("The configuration changed after the plan was made.");
        Assert.False(scene.IsLive(GitOpsScene.Test, Wingtip));

        (await scene.ByHandAsync(GitOpsScene.Test)).Green().Says("1 added, 1 changed, 0 destroyed.");
        Assert.True(scene.IsLive(GitOpsScene.Test, Wingtip));
    }

    [Fact]
    public async Task A_merge_queue_applies_the_plan_of_what_it_merged()
    {
        using var scene = await GitOpsScene.AppliedAsync();
        var pull = await scene.Git.OpenAsync("Another description", () => scene.Edit(GitOpsScene.Files, "description: Supplier", "description: Supplier of toys"));
        var other = await scene.Git.OpenAsync("Federate", () => scene.AddPartner(Wingtip));
        (await scene.PlanAsync(pull)).Green();
        (await scene.PlanAsync(other)).Green();

        var queued = await scene.Git.QueueAsync(pull, other);
        (await scene.Runner.RunAsync("xmpp-plan.yml", queued)).Green().Says("1 to add, 1 to change");
        Assert.Equal(2, scene.GitHub.Comments.Count);

        (await scene.ApplyAsync(await scene.Git.MergeQueuedAsync(queued, pull, other))).Green().Says("the merge queue").Says("1 added, 1 changed, 0 destroyed.");
    }

    [Fact]
    public async Task What_is_pushed_past_all_pull_requests_is_not_applied()
    {
        using var scene = await GitOpsScene.AppliedAsync();
        scene.AddPartner(Wingtip);
        (await scene.ApplyAsync(await scene.Git.PushAsync("At night"))).Red().Is("apply", "skipped").Says("of no pull request of this repository");
        Assert.False(scene.IsLive(GitOpsScene.Test, Wingtip));
    }

    /// <summary>Every write of the zone is checked by a program from now on, which main declares and so apply may run.</summary>
    private static async Task CheckZonesAsync(GitOpsScene scene, string script)
    {
        scene.Sandbox.Write("check.sh", $"cd {scene.Sandbox.Folder}\n{script}\n");
        scene.Put("federation/test/connections.yaml", scene.Connections(GitOpsScene.Test, "contoso.test", $", check: [sh, {scene.Sandbox.PathOf("check.sh")}]"));
        await scene.Git.PushAsync("Zones are checked");
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
