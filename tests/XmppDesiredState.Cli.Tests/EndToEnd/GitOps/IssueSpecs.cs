using System.Text.Json.Nodes;

namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>The one issue that follows whether a deployment drifts.</summary>
public sealed class IssueSpecs : IDisposable
{
    private readonly ActionScript script = new();

    [Fact]
    public async Task An_issue_is_opened_updated_closed_and_reopened()
    {
        await LookAsync(0);
        Assert.Empty(script.GitHub.Issues);

        await LookAsync(2, "two partners");
        Is("open", "two partners");
        await LookAsync(2, "three partners");
        Is("open", "three partners");
        await LookAsync(0);
        Is("closed", "three partners");
        await LookAsync(0);
        Is("closed", "three partners");
        Assert.Single(script.GitHub.Comments, comment => comment["body"]!.GetValue<string>().StartsWith("Nothing drifts any more", StringComparison.Ordinal));
        await LookAsync(2, "one partner");
        Is("open", "one partner");
        Assert.Single(script.GitHub.Comments, comment => comment["body"]!.GetValue<string>().StartsWith("It drifts again", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("5")]
    [InlineData("64")]
    [InlineData("130")]
    [InlineData("")]
    public async Task What_could_not_be_looked_at_leaves_the_issue_as_it_is(string exitCode)
    {
        await LookAsync(2, "two partners");
        var calls = script.GitHub.Calls;
        (await RunAsync(exitCode, "false", "unknown")).Ended(0).Says("left as it is");
        Assert.Equal(calls, script.GitHub.Calls);
        Is("open", "two partners");
    }

    [Fact]
    public async Task A_look_that_is_incomplete_closes_nothing()
    {
        await LookAsync(2, "two partners");
        (await RunAsync("0", "false", "clean")).Ended(0).Says("left as it is");
        Is("open", "two partners");
    }

    [Fact]
    public async Task Each_deployment_has_an_issue_of_its_own()
    {
        await LookAsync(2, "of production");
        await LookAsync(2, "of test", "test");
        await LookAsync(0, "clean", "test");
        Assert.Equal(["open", "closed"], script.GitHub.Issues.Select(issue => issue["state"]!.GetValue<string>()));
    }

    [Fact]
    public async Task An_issue_of_somebody_else_with_our_mark_is_left_alone()
    {
        script.GitHub.Add("issues", new JsonObject
        {
            ["number"] = 1,
            ["state"] = "open",
            ["body"] = "<!-- xmppstate-action:drift:production -->\nmine",
            ["user"] = new JsonObject { ["login"] = "mallory" },
            ["labels"] = new JsonArray(new JsonObject { ["name"] = "xmppstate-drift" }),
        });
        await LookAsync(0);
        Assert.Equal("open", Assert.Single(script.GitHub.Issues)["state"]!.GetValue<string>());
        await LookAsync(2, "ours");
        Assert.Equal(2, script.GitHub.Issues.Count);
    }

    public void Dispose() => script.Dispose();

    private Task<ToolResult> RunAsync(string exitCode, string complete, string report, string deployment = "production")
    {
        script.Sandbox.Write("report.md", report + "\n");
        return script.RunAsync("issue.sh", ("DEPLOYMENT", deployment), ("EXITCODE", exitCode), ("COMPLETE", complete), ("REPORT", script.Sandbox.PathOf("report.md")), ("AUTHOR", "github-actions[bot]"));
    }

    private async Task LookAsync(int exitCode, string report = "clean", string deployment = "production") => (await RunAsync($"{exitCode}", "true", report, deployment)).Ended(0);

    private void Is(string state, string report)
    {
        var issue = Assert.Single(script.GitHub.Issues);
        Assert.Equal(state, issue["state"]!.GetValue<string>());
        Assert.Equal("Drift: production", issue["title"]!.GetValue<string>());
        Assert.StartsWith($"<!-- xmppstate-action:drift:production -->\n{report}\n", issue["body"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
