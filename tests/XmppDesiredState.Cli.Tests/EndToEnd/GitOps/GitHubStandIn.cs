using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>What GitHub keeps of one repository: comments, issues, pull requests, runs and their artifacts. The program <c>gh</c> beside this file answers from it.</summary>
internal sealed class GitHubStandIn
{
    public const string Repository = "contoso/federation";

    /// <summary>Whose workflows and action are called; what the examples write for it.</summary>
    public const string Ours = "OWNER/xmppstate";

    private readonly Sandbox sandbox;
    private int lastRun;

    /// <param name="sandbox">Everything is kept below <c>github/</c> in it.</param>
    public GitHubStandIn(Sandbox sandbox)
    {
        this.sandbox = sandbox;
        foreach (var list in (string[])["comments", "issues", "pulls", "runs"]) sandbox.Write($"github/{list}", "[]");
        sandbox.Write("github/calls", "");
        sandbox.Write("bin/gh", File.ReadAllBytes(Path.Combine(EndToEnd.Repository.Root, "tests", "XmppDesiredState.Cli.Tests", "EndToEnd", "GitOps", "gh")));
        ProgramFile.Make(sandbox.PathOf("bin/gh"));
        sandbox.Write("github/release", File.ReadAllBytes(EndToEnd.Repository.Program));
        Checksum = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(EndToEnd.Repository.Program)));
    }

    /// <summary>Of the program that a release holds.</summary>
    public string Checksum { get; }

    public string State => sandbox.PathOf("github");

    /// <summary>Begins the PATH of a job.</summary>
    public string Programs => sandbox.PathOf("bin");

    public IReadOnlyList<JsonNode> Comments => Read("comments");

    public IReadOnlyList<JsonNode> Issues => Read("issues");

    /// <summary>Every call of gh so far, one a line.</summary>
    public string Calls => sandbox.Read("github/calls");

    public JsonNode Comment(int pullRequest) => Assert.Single(Comments, comment => comment["number"]!.GetValue<string>() == pullRequest.ToString(CultureInfo.InvariantCulture));

    public void AddPullRequest(int number, string head, string headRepository) => Change("pulls", pulls => pulls.Add(new JsonObject
    {
        ["number"] = number,
        ["merged_at"] = null,
        ["merge_commit_sha"] = null,
        ["head"] = new JsonObject { ["sha"] = head, ["repo"] = new JsonObject { ["full_name"] = headRepository } },
        ["base"] = new JsonObject { ["repo"] = new JsonObject { ["full_name"] = Repository } },
    }));

    public void Merged(int number, string commit) => Change("pulls", pulls =>
    {
        var pull = pulls.Single(candidate => candidate!["number"]!.GetValue<int>() == number)!;
        pull["merged_at"] = "2026-11-28T12:00:00Z";
        pull["merge_commit_sha"] = commit;
    });

    public int NextRun() => ++lastRun;

    public void Ended(int run, string workflow, Happening happening, bool isGreen) => Change("runs", runs => runs.Add(new JsonObject
    {
        ["id"] = run,
        ["path"] = $".github/workflows/{workflow}",
        ["head_sha"] = happening.HeadSha,
        ["event"] = happening.Event,
        ["conclusion"] = isGreen ? "success" : "failure",
        ["head_repository"] = new JsonObject { ["full_name"] = happening.HeadRepository },
    }));

    public string Artifact(int run, string name) => Path.Combine(State, "artifacts", run.ToString(CultureInfo.InvariantCulture), name);

    public void Add(string list, JsonNode item) => Change(list, all => all.Add(item));

    private List<JsonNode> Read(string list) => [.. JsonNode.Parse(sandbox.Read($"github/{list}"))!.AsArray().Select(item => item!)];

    private void Change(string list, Action<JsonArray> change)
    {
        var all = JsonNode.Parse(sandbox.Read($"github/{list}"))!.AsArray();
        change(all);
        sandbox.Write($"github/{list}", all.ToJsonString());
    }
}
