using System.Text.Json.Nodes;

namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>
/// Runs the workflow files themselves, the callers of <c>examples/gitops</c> and those that they call, as far as they go: jobs with needs, conditions
/// and matrices, permissions, called workflows with inputs. Not GitHub: concurrency, environments' rules and credentials are not there.
/// </summary>
internal sealed class WorkflowRunner(Sandbox sandbox, GitHubStandIn github, ScratchRepository repository)
{
    /// <summary>More of the environment of every step.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>Inputs of the called workflows that a test sets otherwise than the callers do.</summary>
    public Dictionary<string, string> Overrides { get; } = [];

    /// <param name="name">The caller's file: <c>xmpp-plan.yml</c>. It is taken from what is checked out, as GitHub does.</param>
    public async Task<WorkflowRun> RunAsync(string name, Happening happening)
    {
        var run = github.NextRun();
        var caller = Parse(await repository.ReadAsync(happening.Sha, $".github/workflows/{name}"));
        Assert.True(caller["on"]!.AsObject().ContainsKey(happening.Event), $"{name} is not started on {happening.Event}.");
        var jobs = new List<JobRun>();
        var contexts = new JsonObject { ["github"] = GitHubContext(run, happening), ["inputs"] = happening.Inputs.DeepClone() };
        await RunJobsAsync(caller, contexts, async (_, job, inner) =>
        {
            var expression = new WorkflowExpression(inner);
            var given = new JsonObject(job["with"]!.AsObject().Select(item => KeyValuePair.Create(item.Key, (JsonNode?)expression.FillText(WorkflowExpression.AsText(item.Value)))));
            given["sha256"] = github.Checksum;
            foreach (var (input, value) in Overrides.Where(item => given.ContainsKey(item.Key) || item.Key == "args")) given[input] = value;
            var called = WorkflowExpression.AsText(job["uses"]);
            Assert.StartsWith(GitHubStandIn.Ours, called, StringComparison.Ordinal);
            var file = called[(GitHubStandIn.Ours.Length + 1)..called.IndexOf('@', StringComparison.Ordinal)];
            return await CallAsync(file, given, run, happening, job["permissions"]!.AsObject(), jobs);
        });
        var result = new WorkflowRun(run, jobs);
        github.Ended(run, name, happening, result.IsGreen);
        return result;
    }

    private async Task<(bool IsGood, JsonObject Outputs)> CallAsync(string file, JsonObject given, int run, Happening happening, JsonObject allowed, List<JobRun> jobs)
    {
        var workflow = Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, file)));
        var declared = workflow["on"]!["workflow_call"]!["inputs"]!.AsObject();
        Assert.All(given, item => Assert.True(declared.ContainsKey(item.Key), $"{file} has no input {item.Key}."));
        var inputs = new JsonObject(declared.Select(input => KeyValuePair.Create(input.Key, given[input.Key]?.DeepClone() ?? input.Value!["default"]?.DeepClone())));
        Assert.All(declared, input => Assert.True(given.ContainsKey(input.Key) || input.Value!["required"] is null, $"{file} needs the input {input.Key}."));
        var contexts = new JsonObject
        {
            ["github"] = GitHubContext(run, happening),
            ["inputs"] = inputs,
            ["vars"] = new JsonObject(),
            ["job"] = new JsonObject { ["workflow_repository"] = GitHubStandIn.Ours, ["workflow_sha"] = new string('a', 40) },
        };
        var isGood = await RunJobsAsync(workflow, contexts, async (name, job, inner) =>
        {
            var permissions = job["permissions"]!.AsObject();
            // GitHub refuses a called job more than its caller has, and a fork's pull request never writes.
            Assert.All(permissions, item => Assert.True(WorkflowExpression.AsText(allowed[item.Key]) is "write" || JsonNode.DeepEquals(allowed[item.Key], item.Value), $"{file}, {name}: the caller does not give {item.Key}."));
            var words = string.Join(' ', permissions.Where(item => !happening.IsFork || item.Key != "id-token").Select(item => $"{item.Key}:{(happening.IsFork ? "read" : WorkflowExpression.AsText(item.Value))}"));
            var place = Directory.CreateDirectory(sandbox.PathOf($"jobs/{run}-{jobs.Count}-{name}/workspace")).FullName;
            var context = new JobContext(run, happening, place, words, inner);
            var environment = new WorkflowExpression(inner).FillText(WorkflowExpression.AsText(job["environment"]));
            var (good, steps) = await new StepRunner(github, repository, Variables).RunAsync(job["steps"]!.AsArray(), context, inner, null);
            var deployment = (inner["matrix"] as JsonObject)?["deployment"]?["name"] is { } of ? $" {WorkflowExpression.AsText(of)}" : "";
            jobs.Add(new JobRun(name + deployment, good ? "success" : "failure", environment, context.Log.ToString()));
            inner["steps"] = steps;
            var outputs = new JsonObject((job["outputs"]?.AsObject() ?? []).Select(item => KeyValuePair.Create(item.Key, (JsonNode?)new WorkflowExpression(inner).FillText(WorkflowExpression.AsText(item.Value)))));
            return (good, outputs);
        }, skipped => jobs.Add(new JobRun(skipped, "skipped", "", "")));
        return (isGood, []);
    }

    /// <summary>In the order of their needs, which is the order in which our files write them.</summary>
    private static async Task<bool> RunJobsAsync(JsonObject workflow, JsonObject contexts, Func<string, JsonObject, JsonObject, Task<(bool IsGood, JsonObject Outputs)>> run, Action<string>? skip = null)
    {
        var results = new Dictionary<string, JsonObject>();
        foreach (var (name, node) in workflow["jobs"]!.AsObject())
        {
            var job = node!.AsObject();
            string[] needs = job["needs"] switch { JsonArray list => [.. list.Select(WorkflowExpression.AsText)], { } one => [WorkflowExpression.AsText(one)], _ => [] };
            var inner = contexts.DeepClone().AsObject();
            inner["needs"] = new JsonObject(needs.Select(need => KeyValuePair.Create(need, (JsonNode?)results[need].DeepClone())));
            var before = needs.Select(need => WorkflowExpression.AsText(results[need]["result"])).ToList();
            var expression = new WorkflowExpression(inner, before.TrueForAll(result => result == "success"), before.Contains("failure"));
            if (!expression.Holds(job["if"] is null ? null : WorkflowExpression.AsText(job["if"])))
            {
                results[name] = new JsonObject { ["result"] = "skipped", ["outputs"] = new JsonObject() };
                skip?.Invoke(name);
                continue;
            }

            var isGood = true;
            var outputs = new JsonObject();
            foreach (var one in Matrix(job, expression))
            {
                inner["matrix"] = one?.DeepClone();
                var (good, said) = await run(name, job, inner.DeepClone().AsObject());
                isGood &= good;
                outputs = said;
            }

            results[name] = new JsonObject { ["result"] = isGood ? "success" : "failure", ["outputs"] = outputs };
        }

        return results.Values.All(result => WorkflowExpression.AsText(result["result"]) != "failure");
    }

    // Ours have one axis.
    private static IEnumerable<JsonNode?> Matrix(JsonObject job, WorkflowExpression expression)
    {
        if (job["strategy"]?["matrix"] is not { } matrix) return [null];
        var (name, values) = Assert.Single(matrix.AsObject());
        return [.. expression.Fill(WorkflowExpression.AsText(values))!.AsArray().Select(value => new JsonObject { [name] = value?.DeepClone() })];
    }

    private static JsonObject Parse(string text) => JsonNode.Parse(YamlAsJson.Convert(text))!.AsObject();

    private static JsonObject GitHubContext(int run, Happening happening)
    {
        var payload = happening.Payload.DeepClone().AsObject();
        payload["repository"] = new JsonObject { ["default_branch"] = "main", ["full_name"] = GitHubStandIn.Repository };
        return new JsonObject
        {
            ["event_name"] = happening.Event,
            ["event"] = payload,
            ["sha"] = happening.Sha,
            ["ref"] = happening.Ref,
            ["repository"] = GitHubStandIn.Repository,
            ["run_id"] = run,
            ["token"] = "token",
            ["action_repository"] = "",
        };
    }
}
