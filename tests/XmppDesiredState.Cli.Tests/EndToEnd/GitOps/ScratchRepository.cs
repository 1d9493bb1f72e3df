using System.Text.Json.Nodes;

namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>A repository on a server, by real git: a bare one, and a clone in which people work.</summary>
internal sealed class ScratchRepository(Sandbox sandbox, GitHubStandIn github)
{
    private string Bare => sandbox.PathOf("origin.git");

    private string Clone => sandbox.PathOf("clone");

    private int lastPullRequest;

    public async Task CreateAsync()
    {
        await GitAsync(sandbox.Folder, "init", "-q", "--bare", "-b", "main", Bare);
        // As GitHub lets a checkout ask for any commit.
        await GitAsync(Bare, "config", "uploadpack.allowAnySHA1InWant", "true");
        await GitAsync(sandbox.Folder, "init", "-q", "-b", "main", Clone);
        await GitAsync(Clone, "remote", "add", "origin", Bare);
    }

    public string PathOf(string name) => Path.Combine(Clone, name);

    /// <summary>Commits what the working folder holds, straight to main.</summary>
    public async Task<Happening> PushAsync(string message)
    {
        await CommitAsync(message);
        await GitAsync(Clone, "push", "-q", "origin", "HEAD:main");
        return Push(await HeadAsync());
    }

    /// <summary>A branch from main with one edit, as a pull request.</summary>
    /// <param name="edit">Changes the working folder.</param>
    public async Task<PullRequest> OpenAsync(string title, Action edit, string branch = "change", string headRepository = GitHubStandIn.Repository)
    {
        var number = ++lastPullRequest;
        await GitAsync(Clone, "checkout", "-q", "-B", $"{branch}-{number}", "main");
        edit();
        await CommitAsync(title);
        github.AddPullRequest(number, await HeadAsync(), headRepository);
        await GitAsync(Clone, "push", "-q", "origin", $"HEAD:refs/pull/{number}/head");
        return await SeenAsync(new PullRequest(number, title, $"{branch}-{number}", headRepository));
    }

    /// <summary>What a push to the pull request, or GitHub's button to update it, starts.</summary>
    public async Task<PullRequest> SeenAsync(PullRequest pull)
    {
        var head = (await GitAsync(Clone, "rev-parse", pull.Branch)).Trim();
        await GitAsync(Clone, "checkout", "-q", "-B", "merge", "main");
        await GitAsync(Clone, "merge", "-q", "--no-ff", "-m", "merge", head);
        await GitAsync(Clone, "push", "-q", "-f", "origin", $"HEAD:refs/pull/{pull.Number}/merge");
        var merge = await HeadAsync();
        var start = (await GitAsync(Clone, "rev-parse", "main")).Trim();
        await GitAsync(Clone, "checkout", "-q", "main");
        return pull with
        {
            Happening = new Happening("pull_request", merge, $"refs/pull/{pull.Number}/merge", head)
            {
                HeadRef = pull.Branch,
                HeadRepository = pull.HeadRepository,
                Payload = new JsonObject
                {
                    ["pull_request"] = new JsonObject
                    {
                        ["number"] = pull.Number,
                        ["title"] = pull.Title,
                        ["head"] = new JsonObject { ["sha"] = head, ["ref"] = pull.Branch, ["repo"] = new JsonObject { ["full_name"] = pull.HeadRepository } },
                        ["base"] = new JsonObject { ["sha"] = start, ["ref"] = "main" },
                    },
                },
            },
        };
    }

    /// <summary>One new commit on main with everything that the pull request changes.</summary>
    public async Task<Happening> SquashAsync(PullRequest pull)
    {
        await GitAsync(Clone, "checkout", "-q", "main");
        await GitAsync(Clone, "merge", "-q", "--squash", pull.Branch);
        await GitAsync(Clone, "commit", "-q", "-m", $"{pull.Title} (#{pull.Number})");
        await GitAsync(Clone, "push", "-q", "origin", "main");
        github.Merged(pull.Number, await HeadAsync());
        return Push(await HeadAsync());
    }

    /// <summary>What a merge queue would merge: the pull requests on top of main, in this order.</summary>
    public async Task<Happening> QueueAsync(params PullRequest[] pulls)
    {
        var start = (await GitAsync(Clone, "rev-parse", "main")).Trim();
        await GitAsync(Clone, "checkout", "-q", "-B", "queue", "main");
        foreach (var pull in pulls)
        {
            await GitAsync(Clone, "merge", "-q", "--squash", pull.Branch);
            await GitAsync(Clone, "commit", "-q", "-m", $"{pull.Title} (#{pull.Number})");
        }

        var head = await HeadAsync();
        await GitAsync(Clone, "push", "-q", "-f", "origin", "HEAD:refs/heads/gh-readonly-queue/main/pr");
        await GitAsync(Clone, "checkout", "-q", "main");
        return new Happening("merge_group", head, "refs/heads/gh-readonly-queue/main/pr", head)
        { Payload = new JsonObject { ["merge_group"] = new JsonObject { ["head_sha"] = head, ["base_sha"] = start } } };
    }

    /// <summary>The queue is green: its commit becomes main.</summary>
    public async Task<Happening> MergeQueuedAsync(Happening queued, params PullRequest[] pulls)
    {
        await GitAsync(Clone, "merge", "-q", "--ff-only", queued.Sha);
        await GitAsync(Clone, "push", "-q", "origin", "main");
        github.Merged(pulls[^1].Number, queued.Sha);
        return Push(queued.Sha);
    }

    public async Task<Happening> OnMainAsync(string name, JsonObject? inputs = null)
    {
        var head = (await GitAsync(Clone, "rev-parse", "main")).Trim();
        return new Happening(name, head, "refs/heads/main", head) { Inputs = inputs ?? [] };
    }

    public Task<string> ReadAsync(string commit, string file) => GitAsync(Clone, "show", $"{commit}:{file}");

    /// <summary>As actions/checkout does.</summary>
    public async Task CheckOutAsync(string folder, string what, bool isShallow)
    {
        Directory.CreateDirectory(folder);
        await GitAsync(folder, "init", "-q");
        await GitAsync(folder, "remote", "add", "origin", new Uri(Bare).AbsoluteUri);
        if (isShallow) await GitAsync(folder, "fetch", "-q", "--depth=1", "origin", what);
        else await GitAsync(folder, "fetch", "-q", "origin", "+refs/heads/*:refs/remotes/origin/*", what);
        await GitAsync(folder, "checkout", "-q", isShallow ? "FETCH_HEAD" : what);
    }

    private static Happening Push(string head) => new("push", head, "refs/heads/main", head);

    private async Task CommitAsync(string message)
    {
        await GitAsync(Clone, "add", "-A");
        await GitAsync(Clone, "commit", "-q", "-m", message);
    }

    private async Task<string> HeadAsync() => (await GitAsync(Clone, "rev-parse", "HEAD")).Trim();

    private static async Task<string> GitAsync(string folder, params string[] arguments)
    {
        using var git = Tool.Start("git", folder, ["-c", "user.name=Ann", "-c", "user.email=ann@contoso.com", "-c", "commit.gpgsign=false", .. arguments], environment =>
        {
            environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
            environment["GIT_CONFIG_SYSTEM"] = "/dev/null";
        });
        return (await git.EndAsync()).Ended(0).Out;
    }
}
