using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>
/// Pull request to live system, by the workflow files themselves in scratch repositories. Real are git, bash, the scripts of the action and the
/// program; GitHub and its runner are stood in for.
/// </summary>
[TakesLong(95)]
public sealed class RehearsalSpecs
{
    private const string Wingtip = "wingtiptoys.com";
    private const string Item = "    - domain: wingtiptoys.com\n      type: Federated\n      negotiation: sasl-over-tls\n";

    [Fact]
    public async Task I_can_review_merge_and_apply_a_partner_and_remove_it_again_by_reverting()
    {
        using var scene = await GitOpsScene.CreateAsync(withProduction: true);
        var first = await scene.ByHandAsync(GitOpsScene.Test);
        first.Green().Says("3 added, 2 changed, 0 destroyed.").Is("apply", "success");
        (await scene.ByHandAsync(GitOpsScene.Production)).Green();
        var pull = await scene.Git.OpenAsync("Federate with Wingtip Toys", () => scene.AddPartner(Wingtip));

        var planned = (await scene.PlanAsync(pull)).Green().Is("planned", "success");

        Assert.Equal(["plan.html", "plan.json", "plan.md"], Directory.GetFiles(scene.GitHub.Artifact(planned.Id, $"xmpp-plan-{GitOpsScene.Test}")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
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
        (await scene.PlanAsync(pull)).Red().Is("plan", "skipped").Is("planned", "failure").Says("::error file=federation/desired.yaml,line=");
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
        await CheckZonesAsync(scene, "touch started; n=0; while [ ! -e go ] && [ $n -lt 2000 ]; do sleep 0.05; n=$((n+1)); done");
        var pull = await scene.Git.OpenAsync("A shorter time to live", () => scene.Edit(GitOpsScene.Files, "ttl: 1h", "ttl: 30m"));
        (await scene.PlanAsync(pull)).Green();
        scene.Runner.Overrides["args"] = "--lock-timeout=1s\n--timeout=110s";
        var merged = await scene.Git.SquashAsync(pull);

        var first = scene.ApplyAsync(merged);
        while (!scene.Sandbox.Has("started") && !first.IsCompleted) await Task.Delay(20, TestContext.Current.CancellationToken);
        (await scene.ApplyAsync(merged)).Red().Says("::error title=Locked::").Says("ann").Says(Environment.MachineName);
        scene.Sandbox.Write("go", "");

        (await first).Green().Says("0 added, 1 changed, 0 destroyed.");
    }

    /// <summary>Every write of the zone is checked by a program from now on, which main declares and so apply may run.</summary>
    private static async Task CheckZonesAsync(GitOpsScene scene, string script)
    {
        scene.Sandbox.Write("check.sh", $"cd {scene.Sandbox.Folder}\n{script}\n");
        scene.Put("federation/test/connections.yaml", scene.Connections(GitOpsScene.Test, "contoso.test", $", check: [sh, {scene.Sandbox.PathOf("check.sh")}]"));
        await scene.Git.PushAsync("Zones are checked");
    }
}
