namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>
/// Pull request to live system, by the workflow files themselves in scratch repositories. Real are git, bash, the scripts of the action and the
/// program; GitHub and its runner are stood in for.
/// </summary>
public sealed class RehearsalSpecs
{
    [Fact]
    public async Task I_can_review_merge_and_apply_a_partner_and_remove_it_again_by_reverting()
    {
        using var scene = await GitOpsScene.AppliedAsync();
        var pull = await scene.Git.OpenAsync("Federate with wingtip", () => scene.AddPartner("wingtiptoys.com"));

        (await scene.PlanAsync(pull)).Green().Is("planned", "success");

        Assert.Equal(2, scene.GitHub.Comments.Count(comment => comment["number"]!.GetValue<string>() == $"{pull.Number}"));
        Assert.All(scene.GitHub.Comments.Where(comment => comment["number"]!.GetValue<string>() == $"{pull.Number}"), comment => Assert.Contains("1 to add", comment["body"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.False(scene.IsLive(GitOpsScene.Test, "wingtiptoys.com"), "A plan changed what is live.");

        var applied = (await scene.MergeAsync(pull)).Green().Says("1 added, 0 changed, 0 destroyed.");
        Assert.Equal([GitOpsScene.Test, GitOpsScene.Production], applied.Jobs.Where(job => job.Environment.Length > 0).Select(job => job.Environment));
        Assert.True(scene.IsLive(GitOpsScene.Test, "wingtiptoys.com") && scene.IsLive(GitOpsScene.Production, "wingtiptoys.com"));

        var revert = await scene.Git.OpenAsync("Revert", () => scene.Edit(GitOpsScene.Files, "    - domain: wingtiptoys.com\n      type: Federated\n      negotiation: sasl-over-tls\n", ""));
        (await scene.PlanAsync(revert)).Green().Says("1 to destroy");
        (await scene.MergeAsync(revert)).Green().Says("0 added, 0 changed, 1 destroyed.");
        Assert.False(scene.IsLive(GitOpsScene.Test, "wingtiptoys.com") || scene.IsLive(GitOpsScene.Production, "wingtiptoys.com"));
    }
}
