using System.Text.Json.Nodes;

namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>
/// <c>examples/gitops</c> in a scratch repository, with GitHub's stand-in and live systems beside it: for both deployments a folder as the gateway, a
/// zone file, and a run store.
/// </summary>
internal sealed class GitOpsScene : IDisposable
{
    public const string Test = "contoso-test";
    public const string Production = "contoso-production";
    public const string Files = "federation/desired.yaml";

    private GitOpsScene()
    {
        GitHub = new GitHubStandIn(Sandbox);
        Git = new ScratchRepository(Sandbox, GitHub);
        Runner = new WorkflowRunner(Sandbox, GitHub, Git);
    }

    public Sandbox Sandbox { get; } = Sandbox.Empty();

    public GitHubStandIn GitHub { get; }

    public ScratchRepository Git { get; }

    public WorkflowRunner Runner { get; }

    /// <summary>The example is on main, and applied. Without production, which says nothing that test does not.</summary>
    public static async Task<GitOpsScene> AppliedAsync()
    {
        var scene = await CreateAsync();
        // From a folder as deep as those of jobs: a live system is known by its path from the files that name it.
        var folder = scene.Sandbox.PathOf("jobs/start/workspace/files");
        await scene.Git.CheckOutAsync(folder, "main", isShallow: true);
        (await Tool.RunAsync(folder, ["apply", "--auto-approve", "-f", "federation", "-f", "federation/test/overlay.yaml", "--connections", "federation/test/connections.yaml"])).Ended(0);
        return scene;
    }

    public static async Task<GitOpsScene> CreateAsync(bool withProduction = false)
    {
        var scene = new GitOpsScene();
        await scene.Git.CreateAsync();
        var example = Path.Combine(Repository.Examples, "gitops");
        foreach (var file in Directory.EnumerateFiles(example, "*", SearchOption.AllDirectories))
            scene.Put(Path.GetRelativePath(example, file), await File.ReadAllTextAsync(file));
        scene.Prepare("test", Test, "contoso.test");
        if (withProduction)
        {
            scene.Prepare("production", Production, "contoso.com");
        }
        else
        {
            Directory.Delete(scene.Git.PathOf("federation/production"), recursive: true);
            var apply = scene.Get(".github/workflows/xmpp-apply.yml");
            scene.Put(".github/workflows/xmpp-apply.yml", apply[..apply.IndexOf("  production:\n", StringComparison.Ordinal)]);
        }

        await scene.Git.PushAsync("The example");
        return scene;
    }

    public string Connections(string name, string domain, string more = "") =>
        $"apiVersion: xmppstate/v1\nkind: connections\n\nrunStore: {{ type: folder, path: {Sandbox.PathOf($"store/{name}")} }}\n\nproviders:\n  gateway: {{ type: local, path: {Live(name)} }}\n  dns: {{ type: zone-file, zones: {{ {domain}: {Live(name)}/{domain}.zone }}{more} }}\n";

    /// <summary>The folder of a live system.</summary>
    public string Live(string name) => Sandbox.PathOf($"live/{name}");

    public bool IsLive(string name, string partner) => File.Exists(Path.Combine(Live(name), "partner", $"{partner}.yaml"));

    public void Edit(string file, string from, string to)
    {
        var text = Get(file);
        Assert.Equal(2, text.Split(from).Length);
        Put(file, text.Replace(from, to, StringComparison.Ordinal));
    }

    public void AddPartner(string domain) => Edit(Files, "\nsrvRecords:", $"    - domain: {domain}\n      type: Federated\n      negotiation: sasl-over-tls\n\nsrvRecords:");

    public void Put(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Git.PathOf(file))!);
        File.WriteAllText(Git.PathOf(file), text);
    }

    public string Get(string file) => File.ReadAllText(Git.PathOf(file));

    public Task<WorkflowRun> PlanAsync(PullRequest pull) => Runner.RunAsync("xmpp-plan.yml", pull.Happening);

    public async Task<WorkflowRun> MergeAsync(PullRequest pull) => await ApplyAsync(await Git.SquashAsync(pull));

    public Task<WorkflowRun> ApplyAsync(Happening push) => Runner.RunAsync("xmpp-apply.yml", push);

    public async Task<WorkflowRun> DriftAsync() => await Runner.RunAsync("xmpp-drift.yml", await Git.OnMainAsync("schedule"));

    /// <summary>The way on when what was approved does not fit: plan main by hand, read it, apply that plan by hand.</summary>
    public async Task<WorkflowRun> ByHandAsync(string deployment)
    {
        var planned = (await Runner.RunAsync("xmpp-plan.yml", await Git.OnMainAsync("workflow_dispatch"))).Green();
        return await Runner.RunAsync("xmpp-apply.yml", await Git.OnMainAsync("workflow_dispatch", new JsonObject { ["deployment"] = deployment, ["plan-run"] = $"{planned.Id}" }));
    }

    public void Dispose() => Sandbox.Dispose();

    // The run store and the systems of the example lie where a test has no place.
    private void Prepare(string folder, string name, string domain)
    {
        Sandbox.Write($"live/{name}/{domain}.zone", $"$ORIGIN {domain}.\n$TTL 3600\n@ IN SOA ns1 hostmaster ( 1 3600 900 1209600 300 )\n@ IN NS ns1\nns1 IN A 192.0.2.53\naccess IN A 203.0.113.10\n");
        Put($"federation/{folder}/connections.yaml", Connections(name, domain));
    }
}
