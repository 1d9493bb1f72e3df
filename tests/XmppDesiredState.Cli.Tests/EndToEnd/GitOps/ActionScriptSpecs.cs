using System.Security.Cryptography;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>The other scripts of the action: who is guarded against, what is run, when a job is green.</summary>
public sealed class ActionScriptSpecs : IDisposable
{
    private readonly ActionScript script = new();

    [Theory]
    [InlineData("pull_request", GitHubStandIn.Repository, 0)]
    [InlineData("pull_request", "mallory/federation", 1)]
    [InlineData("pull_request", "", 1)]
    [InlineData("merge_group", "", 0)]
    [InlineData("workflow_dispatch", "", 0)]
    [InlineData("pull_request_target", GitHubStandIn.Repository, 1)]
    [InlineData("issue_comment", "", 1)]
    public async Task Only_what_comes_from_this_repository_is_planned(string happened, string from, int code)
    {
        var result = (await script.RunAsync("guard.sh", ("GITHUB_EVENT_NAME", happened), ("HEAD_REPOSITORY", from))).Ended(code);
        Assert.Equal(code == 1, result.Out.StartsWith("::error title=Not planned::", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("plan", "0", "", "", 0)]
    [InlineData("plan", "2", "", "", 0)]
    [InlineData("plan", "1", "", "", 1)]
    [InlineData("validate", "1", "", "", 1)]
    [InlineData("apply", "0", "0", "", 0)]
    [InlineData("apply", "3", "0", "", 3)]
    [InlineData("apply", "4", "", "", 4)]
    [InlineData("apply", "5", "", "", 5)]
    [InlineData("apply", "6", "0", "", 0)]
    [InlineData("apply", "6", "", "", 0)]
    [InlineData("apply", "6", "1", "", 6)]
    [InlineData("drift", "0", "", "true", 0)]
    [InlineData("drift", "2", "", "true", 0)]
    [InlineData("drift", "2", "", "false", 2)]
    [InlineData("drift", "1", "", "true", 1)]
    [InlineData("drift", "5", "", "true", 5)]
    [InlineData("verify", "2", "", "", 2)]
    [InlineData("plan", "", "", "", 1)]
    [InlineData("plan", "130", "", "", 130)]
    public async Task A_job_is_red_for_what_must_be_seen_to_now(string command, string exitCode, string overdue, string issue, int code) =>
        (await script.RunAsync("verdict.sh", ("COMMAND", command), ("EXITCODE", exitCode), ("OVERDUE", overdue), ("ISSUE", issue))).Ended(code);

    [Fact]
    public async Task A_program_of_a_release_runs_only_with_the_checksum_that_was_pinned()
    {
        (await InstallAsync(script.GitHub.Checksum.ToUpperInvariant())).Ended(0);
        Assert.Equal(script.GitHub.Checksum, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(script.Outputs["program"]!.GetValue<string>(), TestContext.Current.CancellationToken))));

        (await InstallAsync(new string('0', 64))).Ended(1).Says("was not run");
        Assert.Empty(script.Outputs);
        (await InstallAsync("")).Ended(64);
        (await script.RunAsync("install.sh", ("PROGRAM", "bash"), ("VERSION", ""), ("SHA256", ""), ("REPOSITORY", ""))).Ended(0);
        Assert.EndsWith("/bash", script.Outputs["program"]!.GetValue<string>(), StringComparison.Ordinal);
        (await script.RunAsync("install.sh", ("PROGRAM", "./not-there"), ("VERSION", ""), ("SHA256", ""), ("REPOSITORY", ""))).Ended(1);
    }

    [Fact]
    public async Task What_is_given_reaches_the_program_word_by_word_and_no_token_does()
    {
        var said = await RunAsync("apply", 3, ("FILES", "a b\n-f\n$(touch pwned)\n"), ("CONNECTIONS", "c d.yaml"), ("PLAN_FILE", "plan.json"), ("MORE", "--reason=it's \"quoted\"; touch pwned\n"), ("NO_EXEC", "true"));

        Assert.Equal(["apply", "--file=a b", "--file=-f", "--file=$(touch pwned)", "--connections=c d.yaml", "--no-exec", "--reason=it's \"quoted\"; touch pwned"], said[..7]);
        Assert.Equal(["--format=github", "plan.json"], said[^2..]);
        Assert.False(script.Sandbox.Has("pwned"));
        Assert.Equal("3", script.Outputs["exitcode"]!.GetValue<string>());
        Assert.Equal("", script.Sandbox.Read("tokens"));
    }

    [Fact]
    public async Task An_exit_code_of_the_program_beats_what_it_wrote_before()
    {
        await RunAsync("plan", 130, ("FILES", ""), ("CONNECTIONS", ""), ("PLAN_FILE", ""), ("MORE", ""), ("NO_EXEC", "false"));
        Assert.Equal("130", script.Outputs["exitcode"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_federated_identity_is_a_file_that_only_its_owner_reads_and_no_artifact_holds()
    {
        // The request goes over standard input, where the token cannot be seen in the list of processes.
        script.Sandbox.Write("bin/curl", "#!/bin/sh\necho \"$@\" >\"$ASKED\"; cat >>\"$ASKED\"; printf '{\"count\":1,\"value\":\"eyJ.a-b_c.d\"}'\n");
        ProgramFile.Make(script.Sandbox.PathOf("bin/curl"));
        await RunAsync("plan", 0, ("FILES", ""), ("CONNECTIONS", ""), ("PLAN_FILE", ""), ("MORE", ""), ("NO_EXEC", "true"), ("CLIENT_ID", "client"), ("TENANT_ID", "tenant"),
            ("ACTIONS_ID_TOKEN_REQUEST_URL", "https://pipelines.example/?api=1"), ("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "secret-of-the-job"), ("ASKED", script.Sandbox.PathOf("asked")));

        var asked = script.Sandbox.Read("asked").Split('\n');
        Assert.EndsWith("https://pipelines.example/?api=1&audience=api%3A%2F%2FAzureADTokenExchange", asked[0], StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-the-job", asked[0], StringComparison.Ordinal);
        Assert.Equal("header = \"Authorization: bearer secret-of-the-job\"", asked[1]);
        Assert.Equal("client tenant eyJ.a-b_c.d 600", script.Sandbox.Read("identity").Trim());
        Assert.Equal("", script.Sandbox.Read("tokens"));
        Assert.DoesNotContain(script.Sandbox.Snapshot(Path.GetRelativePath(script.Sandbox.Folder, script.Outputs["folder"]!.GetValue<string>())).Keys, file => file.EndsWith("token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plan_is_found_by_the_merged_commit_and_never_in_a_fork()
    {
        var merged = new string('c', 40);
        (await FindAsync()).Ended(1).Says("of no pull request of this repository");
        script.GitHub.AddPullRequest(3, "head", "mallory/federation");
        script.GitHub.Merged(3, merged);
        (await FindAsync()).Ended(1).Says("of no pull request of this repository");

        script.GitHub.AddPullRequest(4, "head4", GitHubStandIn.Repository);
        script.GitHub.Merged(4, merged);
        (await FindAsync()).Ended(1).Says("No run of xmpp-plan.yml for pull request #4 succeeded");
        Ended(10, "head4", "pull_request", "mallory/federation");
        Ended(11, "head4", "push", GitHubStandIn.Repository);
        (await FindAsync()).Ended(1).Says("succeeded");
        Ended(12, "head4", "pull_request", GitHubStandIn.Repository);
        (await FindAsync()).Ended(1).Says("is not kept any more");
        Keep(12, "xmpp-deployments");
        (await FindAsync()).Ended(0).Says("changes nothing that production is made of");
        Assert.False(script.Outputs.ContainsKey("run"));
        Keep(12, "xmpp-plan-production");
        (await FindAsync()).Ended(0);
        Assert.Equal(("12", "pull request #4"), (script.Outputs["run"]!.GetValue<string>(), script.Outputs["from"]!.GetValue<string>()));

        Ended(13, merged, "merge_group", GitHubStandIn.Repository);
        Keep(13, "xmpp-deployments");
        Keep(13, "xmpp-plan-production");
        (await FindAsync()).Ended(0);
        Assert.Equal("13", script.Outputs["run"]!.GetValue<string>());

        (await FindAsync("14")).Ended(1).Says("by hand on this very commit");
        Ended(14, "another", "workflow_dispatch", GitHubStandIn.Repository);
        (await FindAsync("14")).Ended(1);
        Ended(15, merged, "workflow_dispatch", GitHubStandIn.Repository);
        Keep(15, "xmpp-deployments");
        Keep(15, "xmpp-plan-production");
        (await FindAsync("15")).Ended(0);
        Assert.Equal("15", script.Outputs["run"]!.GetValue<string>());
        (await FindAsync("15; touch pwned")).Ended(64);
    }

    public void Dispose() => script.Dispose();

    private Task<ToolResult> InstallAsync(string checksum) => script.RunAsync("install.sh", ("PROGRAM", ""), ("VERSION", "v1.2.3"), ("SHA256", checksum), ("REPOSITORY", GitHubStandIn.Ours));

    private Task<ToolResult> FindAsync(string run = "") => script.RunAsync("approved.sh", ("DEPLOYMENT", "production"), ("PLAN_WORKFLOW", "xmpp-plan.yml"), ("PLAN_RUN", run));

    private void Ended(int run, string head, string happened, string repository) =>
        script.GitHub.Ended(run, "xmpp-plan.yml", new Happening(happened, head, "", head) { HeadRepository = repository }, isGreen: true);

    private void Keep(int run, string artifact) => script.Sandbox.Write(Path.GetRelativePath(script.Sandbox.Folder, Path.Combine(script.GitHub.Artifact(run, artifact), "plan.json")), "{}");

    /// <summary>Runs a program in the tool's place that notes what it is given.</summary>
    private async Task<string[]> RunAsync(string command, int code, params (string, string)[] variables)
    {
        script.Sandbox.Write("said", "");
        script.Sandbox.Write("program", $$"""
            #!/bin/sh
            cd {{script.Sandbox.Folder}}
            for word in "$@"; do echo "$word" >>said; done
            printf '%s' "${GH_TOKEN:-}${GITHUB_TOKEN:-}${ACTIONS_ID_TOKEN_REQUEST_TOKEN:-}${ACTIONS_ID_TOKEN_REQUEST_URL:-}" >tokens
            [ -z "${AZURE_FEDERATED_TOKEN_FILE:-}" ] || echo "$AZURE_CLIENT_ID $AZURE_TENANT_ID $(cat "$AZURE_FEDERATED_TOKEN_FILE") $(stat -c %a "$AZURE_FEDERATED_TOKEN_FILE")" >identity
            echo exitcode=0 >>"$GITHUB_OUTPUT"
            exit {{code}}
            """);
        ProgramFile.Make(script.Sandbox.PathOf("program"));
        (await script.RunAsync("run.sh", [("PROGRAM", script.Sandbox.PathOf("program")), ("COMMAND", command), ("FAIL_ON", ""), .. variables])).Ended(0);
        return script.Sandbox.Read("said").TrimEnd('\n').Split('\n');
    }
}
