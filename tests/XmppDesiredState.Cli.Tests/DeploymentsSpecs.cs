using System.Text.Json;
using XmppDesiredState.Cli.Tests.EndToEnd;
using Git = XmppDesiredState.Servers.Tool;

namespace XmppDesiredState.Cli.Tests;

/// <summary>The deployments of real repositories, told apart by a real git.</summary>
public sealed class DeploymentsSpecs : IDisposable
{
    private const string Header = "apiVersion: xmppstate/v1\n";
    private readonly Sandbox sandbox = Sandbox.Empty();

    public DeploymentsSpecs()
    {
        sandbox.Write("federation/desired.yaml", Header + "include: [ partners/*.yaml ]\ngateway: { domains: [contoso.com], edge: access.contoso.com }\npartners: { provider: gateway, list: [ { domain: a.example, type: Federated } ] }\n");
        sandbox.Write("federation/partners/b.yaml", Header + "partners: { list: [ { domain: b.example, type: Federated } ] }\n");
        foreach (var name in (string[])["test", "production"])
        {
            sandbox.Write($"federation/{name}/overlay.yaml", Header + $"kind: overlay\nname: contoso-{name}\n");
            sandbox.Write($"federation/{name}/connections.yaml", Header + "kind: connections\nproviders: { gateway: { type: local, path: ./live } }\n");
        }

        sandbox.Write("lab/desired.yaml", Header + "name: lab\n");
        sandbox.Write(".github/workflows/plan.yml", "on: pull_request\n");
    }

    [Fact]
    public async Task I_can_list_what_is_planned_by_itself_with_the_command_that_plans_it()
    {
        var run = (await RunAsync()).Ended(0);

        Assert.Equal("""
            contoso-production
                xmppstate plan -f federation -f federation/production/overlay.yaml --connections federation/production/connections.yaml
            contoso-test
                xmppstate plan -f federation -f federation/test/overlay.yaml --connections federation/test/connections.yaml
            lab
                xmppstate plan -f lab

            """, run.Out);
        (await Run.Of(null, run.Out.Split('\n')[1].Trim().Split(' ')[1..], folder: sandbox.Folder)).Ended(0).Says("Plan: 2 to add");
    }

    [Fact]
    public async Task I_can_feed_the_matrix_of_a_workflow()
    {
        await CommitAsync("start");
        sandbox.Edit("federation/production/overlay.yaml", "kind: overlay\n", "kind: overlay\nremove: [ partner/a.example ]\n");
        await CommitAsync("change");

        var run = (await RunAsync("--changed-since", "HEAD~1", "--format", "json")).Ended(0);

        Assert.Equal("""
            {
              "format_version": "1.0",
              "deployments": [
                {
                  "name": "contoso-production",
                  "files": [
                    "federation",
                    "federation/production/overlay.yaml"
                  ],
                  "connections": "federation/production/connections.yaml",
                  "loaded": true
                }
              ]
            }

            """, run.Out);
        // As a job of the matrix does it.
        using var json = JsonDocument.Parse(run.Out);
        var job = json.RootElement.GetProperty("deployments")[0];
        (await Run.Of(null, ["plan"], variables: set =>
        {
            set["XMPPSTATE_FILE"] = string.Join('\n', job.GetProperty("files").EnumerateArray().Select(file => file.GetString()));
            set["XMPPSTATE_CONNECTIONS"] = job.GetProperty("connections").GetString()!;
        }, folder: sandbox.Folder)).Ended(0).Says("Plan: 1 to add");
    }

    // added, changed or deleted | those it counts for
    [Theory]
    [InlineData("+federation/partners/c.yaml", "contoso-production contoso-test")]
    [InlineData("~federation/desired.yaml", "contoso-production contoso-test")]
    [InlineData("-federation/partners/b.yaml", "contoso-production contoso-test")]
    [InlineData("~federation/test/connections.yaml", "contoso-test")]
    [InlineData("+federation/test/notes.txt", "contoso-test")]
    [InlineData("+federation/test/ a\"b\tc ü.txt", "contoso-test")]
    [InlineData("+variables.yaml", "contoso-production contoso-test lab")]
    [InlineData("~lab/desired.yaml", "lab")]
    [InlineData("~.github/workflows/plan.yml", "")]
    [InlineData("+README.md", "")]
    public async Task I_can_list_those_that_commits_may_change(string change, string names)
    {
        if (OperatingSystem.IsWindows() && change.Contains('"', StringComparison.Ordinal)) return;
        await CommitAsync("start");
        await GitAsync("branch", "base");
        var path = change[1..];
        if (change[0] == '-') File.Delete(sandbox.PathOf(path));
        else sandbox.Write(path, change[0] == '~' ? sandbox.Read(path) + "# changed\n" : path.EndsWith("c.yaml", StringComparison.Ordinal) ? Header : "env: test\n");
        await CommitAsync("change");

        Assert.Equal(names, string.Join(' ', await NamesAsync("--changed-since", "base")));
    }

    [Fact]
    public async Task What_the_other_branch_changed_meanwhile_is_not_counted()
    {
        await CommitAsync("start");
        await GitAsync("branch", "feature");
        sandbox.Write("lab/desired.yaml", Header + "name: lab\n# changed on the other branch\n");
        await CommitAsync("other");
        await GitAsync("branch", "other");
        await GitAsync("checkout", "-q", "feature");
        sandbox.Write("federation/test/overlay.yaml", Header + "kind: overlay\nname: contoso-test\n# changed on this branch\n");
        await CommitAsync("mine");

        Assert.Equal(["contoso-test"], await NamesAsync("--changed-since", "other"));
    }

    [Fact]
    public async Task A_file_that_moves_counts_where_it_was_and_where_it_is()
    {
        sandbox.Write("lab/zone", "some content that git would recognise\n");
        await CommitAsync("start");
        File.Move(sandbox.PathOf("lab/zone"), sandbox.PathOf("federation/test/zone"));
        await CommitAsync("move");

        Assert.Equal(["contoso-test", "lab"], await NamesAsync("--changed-since", "HEAD~1"));
    }

    [Fact]
    public async Task I_can_ask_from_a_folder_inside_whatever_git_is_told_to_do_by_configuration()
    {
        await CommitAsync("start");
        sandbox.Write("federation/test/overlay.yaml", Header + "kind: overlay\nname: contoso-test\n# changed\n");
        await CommitAsync("change");
        await GitAsync("config", "diff.relative", "true");
        await GitAsync("config", "diff.external", "/bin/false");
        await GitAsync("config", "diff.renames", "copies");
        await GitAsync("config", "core.quotePath", "true");

        Assert.Equal(["contoso-test"], await NamesAsync("--changed-since", "HEAD~1"));
        Assert.Equal(["contoso-test"], await NamesAsync("federation", "--changed-since", "HEAD~1"));
        Assert.Empty(await NamesAsync("lab", "--changed-since", "HEAD~1"));
        (await Run.Of(null, ["deployments", ".", "--changed-since", "HEAD~1"], folder: sandbox.PathOf("federation"))).Ended(0).Says("contoso-test").Says("changed: test/overlay.yaml").Never("production");
    }

    [Fact]
    public async Task I_am_told_to_fetch_the_history_when_the_clone_is_shallow()
    {
        await CommitAsync("start");
        var start = (await GitAsync("rev-parse", "HEAD")).Trim();
        sandbox.Write("lab/desired.yaml", Header + "name: lab\n# 2\n");
        await CommitAsync("two");
        await GitAsync("branch", "base");
        await GitAsync("checkout", "-q", "-b", "feature", "HEAD~1");
        sandbox.Write("federation/desired.yaml", sandbox.Read("federation/desired.yaml") + "# 3\n");
        await CommitAsync("three");
        using var shallow = Sandbox.Empty();
        await Git.RunAsync(["git", "clone", "-q", "--depth", "1", "--no-single-branch", new Uri(sandbox.Folder).AbsoluteUri, "clone"], shallow.Folder);

        (await Run.Of(null, ["deployments", "--changed-since", start], folder: shallow.PathOf("clone"))).Ended(1).Says("XDS7043").Says("fetch-depth: 0");
        (await Run.Of(null, ["deployments", "--changed-since", "origin/base"], folder: shallow.PathOf("clone"))).Ended(1).Says("XDS7044").Says("fetch-depth: 0");
        await Git.RunAsync(["git", "fetch", "-q", "--unshallow"], shallow.PathOf("clone"));
        (await Run.Of(null, ["deployments", "--changed-since", "origin/base"], folder: shallow.PathOf("clone"))).Ended(0).Says("contoso-test").Never("lab");
    }

    [Fact]
    public async Task I_am_told_what_git_cannot_say()
    {
        (await RunAsync("--changed-since", "HEAD")).Ended(1).Says("XDS7042").Says("not a git repository");
        await CommitAsync("start");
        (await RunAsync("--changed-since", "0000000000000000000000000000000000000000")).Ended(1).Says("XDS7043");
        await GitAsync("checkout", "-q", "--orphan", "alone");
        await CommitAsync("alone");
        (await RunAsync("--changed-since", "main")).Ended(1).Says("XDS7044").Says("same history");
    }

    [Theory]
    [InlineData("--changed-since=--output=stolen")]
    [InlineData("--changed-since=-O")]
    [InlineData("--changed-since=a..b")]
    [InlineData("--changed-since=a b")]
    [InlineData("--changed-since=")]
    public async Task Nothing_that_is_no_commit_reaches_git(string option)
    {
        await CommitAsync("start");

        (await RunAsync(option)).Ended(64);

        Assert.False(sandbox.Has("stolen"));
    }

    [Fact]
    public async Task I_am_told_when_names_are_not_unique_or_nothing_is_there()
    {
        sandbox.Write("more/desired.yaml", Header + "name: lab\n");
        (await RunAsync()).Ended(1).Says("XDS7041").Says("2 deployments are called lab: lab, more.");
        using var empty = Sandbox.Empty();
        (await Run.Of(null, ["deployments"], folder: empty.Folder)).Ended(1).Says("XDS7040");
        (await Run.Of(null, ["deployments", "--format", "json"], folder: empty.Folder)).Ended(1).Never("\"deployments\"");
        (await Run.Of(null, ["deployments", "--format", "github"], folder: empty.Folder)).Ended(1).Says("::error ").Says("XDS7040");
        (await Run.Of(null, ["deployments", "nowhere"], folder: empty.Folder)).Ended(1).Says("XDS1021");
    }

    [Fact]
    public async Task What_cannot_be_loaded_is_planned_so_that_its_plan_says_why()
    {
        await CommitAsync("start");
        sandbox.Write("lab/desired.yaml", Header + "name: lab\nnonsense: 1\n");
        await CommitAsync("break");
        sandbox.Write("federation/test/overlay.yaml", Header + "kind: overlay\nname: contoso-test\n# changed\n");
        await CommitAsync("change");

        (await RunAsync("--changed-since", "HEAD~1")).Ended(0).Says("contoso-test").Says("lab").Says("cannot be loaded as it is").Never("production");
    }

    [Fact]
    public async Task Programs_read_what_each_deployment_is_made_of()
    {
        using var json = JsonDocument.Parse((await RunAsync("--format", "json", "--files")).Ended(0).Out);

        var test = json.RootElement.GetProperty("deployments")[1];
        Assert.Equal("contoso-test", test.GetProperty("name").GetString());
        Assert.Equal(["federation/desired.yaml", "federation/partners/b.yaml", "federation/test/connections.yaml", "federation/test/live", "federation/test/overlay.yaml"],
            test.GetProperty("made_of").EnumerateArray().Select(path => path.GetString()));
    }

    public void Dispose() => sandbox.Dispose();

    private Task<Run> RunAsync(params string[] arguments) => Run.Of(null, ["deployments", .. arguments], folder: sandbox.Folder);

    private async Task<IEnumerable<string>> NamesAsync(params string[] arguments)
    {
        using var json = JsonDocument.Parse((await RunAsync([.. arguments, "--format", "json"])).Ended(0).Out);
        return [.. json.RootElement.GetProperty("deployments").EnumerateArray().Select(deployment => deployment.GetProperty("name").GetString()!)];
    }

    private async Task CommitAsync(string message)
    {
        if (!Directory.Exists(sandbox.PathOf(".git"))) await GitAsync("init", "-q", "-b", "main");
        await GitAsync("add", "-A");
        await GitAsync("-c", "user.name=ann", "-c", "user.email=ann@contoso.com", "-c", "commit.gpgsign=false", "commit", "-q", "-m", message);
    }

    private async Task<string> GitAsync(params string[] arguments) => (await Git.RunAsync(["git", .. arguments], sandbox.Folder)).Succeeded().Output;
}
