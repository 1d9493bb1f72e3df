using System.Text.Json.Nodes;

namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>One comment for each deployment on a pull request, whatever stands in files and whoever else writes.</summary>
public sealed class CommentSpecs : IDisposable
{
    private readonly ActionScript script = new();

    [Fact]
    public async Task A_comment_is_written_once_and_then_kept_up_to_date()
    {
        await CommentAsync("production", "first\n");
        await CommentAsync("production", "second\n");

        var body = script.GitHub.Comment(12)["body"]!.GetValue<string>();
        Assert.StartsWith("<!-- xmppstate-action:plan:production -->\nsecond\n", body, StringComparison.Ordinal);
        Assert.Contains("(https://github.com/contoso/federation/actions/runs/7)", body, StringComparison.Ordinal);
        Assert.Single(script.GitHub.Calls.Split('\n'), line => line.Contains("--method POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_deployment_has_a_comment_of_its_own()
    {
        await CommentAsync("test", "of test\n");
        await CommentAsync("production", "of production\n");
        await CommentAsync("test", "of test again\n");
        Assert.Equal(["of test again", "of production"], script.GitHub.Comments.Select(comment => comment["body"]!.GetValue<string>().Split('\n')[1]));
    }

    [Fact]
    public async Task A_comment_of_somebody_else_with_our_mark_is_left_alone()
    {
        script.GitHub.Add("comments", new JsonObject { ["id"] = 1, ["number"] = "12", ["user"] = new JsonObject { ["login"] = "mallory" }, ["body"] = "<!-- xmppstate-action:plan:production -->\nNo changes." });
        await CommentAsync("production", "ours\n");
        Assert.Equal(2, script.GitHub.Comments.Count);
        Assert.EndsWith("No changes.", script.GitHub.Comments[0]["body"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_in_a_report_is_only_text()
    {
        const string Hostile = "$(touch pwned) `touch pwned` @/etc/passwd \"; true; {owner} %0A\n::error::no\n<!-- xmppstate-action:plan:production -->\n";
        await CommentAsync("production", Hostile);
        Assert.Contains(Hostile, script.GitHub.Comment(12)["body"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.False(script.Sandbox.Has("pwned"));
    }

    [Theory]
    [InlineData(64_900)]
    [InlineData(65_001)]
    [InlineData(200_000)]
    public async Task A_report_that_does_not_fit_is_named_and_not_sent(int length)
    {
        await CommentAsync("production", new string('ä', length - 1) + "\n");
        var body = script.GitHub.Comment(12)["body"]!.GetValue<string>();
        Assert.InRange(body.Length, 1, 65_536);
        Assert.Equal(length > 65_000, body.Contains("left no report that fits here", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_left_no_report_says_so()
    {
        (await script.RunAsync("comment.sh", ("COMMAND", "plan"), ("DEPLOYMENT", "production"), ("EXITCODE", "64"), ("REPORT", ""), ("PULL_REQUEST", "12"), ("AUTHOR", "github-actions[bot]"))).Ended(0);
        Assert.Contains("plan ended with 64", script.GitHub.Comment(12)["body"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a b", "12")]
    [InlineData("-->", "12")]
    [InlineData("../x", "12")]
    [InlineData("", "12")]
    [InlineData("production", "12/../13")]
    public async Task A_name_or_number_that_could_mean_something_else_is_refused(string deployment, string pullRequest)
    {
        (await script.RunAsync("comment.sh", ("COMMAND", "plan"), ("DEPLOYMENT", deployment), ("EXITCODE", "0"), ("REPORT", ""), ("PULL_REQUEST", pullRequest), ("AUTHOR", "github-actions[bot]"))).Ended(64);
        Assert.Empty(script.GitHub.Calls);
    }

    public void Dispose() => script.Dispose();

    private async Task CommentAsync(string deployment, string report)
    {
        script.Sandbox.Write("report.md", report);
        (await script.RunAsync("comment.sh", ("COMMAND", "plan"), ("DEPLOYMENT", deployment), ("EXITCODE", "0"), ("REPORT", script.Sandbox.PathOf("report.md")), ("PULL_REQUEST", "12"), ("AUTHOR", "github-actions[bot]"))).Ended(0);
    }
}
