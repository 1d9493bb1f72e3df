using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>What is applied behind a merge is what was read before it, or nothing: see decision 21.</summary>
[TakesLong(40)]
public sealed class ApprovalBehindTheMergeSpecs
{
    private const string Wingtip = "wingtiptoys.com";

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
}
