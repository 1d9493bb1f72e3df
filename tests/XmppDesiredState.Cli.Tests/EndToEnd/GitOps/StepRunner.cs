using System.Text.Json.Nodes;

namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>Runs the steps of a job, and of the action that they use, as a runner of GitHub does: real bash, real git, gh by its stand-in.</summary>
internal sealed class StepRunner(GitHubStandIn github, ScratchRepository repository, IReadOnlyDictionary<string, string> programs)
{
    /// <returns>Whether all went well, and the context <c>steps</c>.</returns>
    public async Task<(bool IsGood, JsonObject Steps)> RunAsync(JsonArray steps, JobContext job, JsonObject contexts, string? actionFolder)
    {
        var done = new JsonObject();
        var isGood = true;
        foreach (var step in steps.Select(step => step!.AsObject()))
        {
            contexts["steps"] = done.DeepClone();
            var expression = new WorkflowExpression(contexts, isGood, !isGood);
            if (!expression.Holds(Text(step["if"]))) continue;
            var (ended, outputs) = Text(step["uses"]) is { } used ? await UseAsync(used, step, job, expression) : await BashAsync(step, job, expression, actionFolder);
            if (Text(step["id"]) is { } id) done[id] = new JsonObject { ["outputs"] = outputs };
            if (!ended) isGood = false;
        }

        return (isGood, done);
    }

    private async Task<(bool IsGood, JsonObject Outputs)> UseAsync(string used, JsonObject step, JobContext job, WorkflowExpression expression)
    {
        var with = new JsonObject((step["with"]?.AsObject() ?? []).Select(item => KeyValuePair.Create(item.Key, (JsonNode?)expression.FillText(WorkflowExpression.AsText(item.Value)))));
        string Input(string name) => with[name]?.GetValue<string>() ?? "";
        if (used.StartsWith("./", StringComparison.Ordinal)) return await CompositeAsync(Path.Combine(job.Workspace, used), with, job);
        if (used.StartsWith("actions/checkout@", StringComparison.Ordinal))
        {
            var folder = Path.Combine(job.Workspace, Input("path"));
            if (Input("repository") == GitHubStandIn.Ours) CopyFolder(Path.Combine(Repository.Root, ".github", "actions"), Path.Combine(folder, ".github", "actions"));
            else await repository.CheckOutAsync(folder, Input("ref") is { Length: > 0 } given ? given : job.Happening.Sha, Input("fetch-depth") != "0");
            return (true, []);
        }

        Assert.StartsWith("actions/upload-artifact@", used, StringComparison.Ordinal);
        CopyFolder(Input("path"), github.Artifact(job.Run, Input("name")));
        return (true, []);
    }

    private async Task<(bool IsGood, JsonObject Outputs)> CompositeAsync(string folder, JsonObject with, JobContext job)
    {
        var action = JsonNode.Parse(YamlAsJson.Convert(await File.ReadAllTextAsync(Path.Combine(folder, "action.yml"))))!.AsObject();
        var contexts = new JsonObject { ["github"] = job.Contexts["github"]!.DeepClone() };
        var inputs = new JsonObject();
        foreach (var (name, input) in action["inputs"]!.AsObject())
        {
            if (with.ContainsKey(name)) inputs[name] = with[name]!.DeepClone();
            else if (Text(input!["required"]) == "true") Assert.Fail($"{folder} needs the input {name}.");
            else inputs[name] = new WorkflowExpression(contexts).FillText(Text(input["default"]) ?? "");
        }

        Assert.All(with, given => Assert.True(inputs.ContainsKey(given.Key), $"{folder} has no input {given.Key}."));
        contexts["inputs"] = inputs;
        var (isGood, steps) = await RunAsync(action["runs"]!["steps"]!.AsArray(), job, contexts, folder);
        contexts["steps"] = steps;
        var outputs = new JsonObject(action["outputs"]!.AsObject().Select(output => KeyValuePair.Create(output.Key, (JsonNode?)new WorkflowExpression(contexts).FillText(Text(output.Value!["value"])!))));
        return (isGood, outputs);
    }

    private async Task<(bool IsGood, JsonObject Outputs)> BashAsync(JsonObject step, JobContext job, WorkflowExpression expression, string? actionFolder)
    {
        var temporary = Directory.CreateDirectory(Path.Combine(job.Workspace, "..", "temp")).FullName;
        var (script, outputFile, summary) = (Path.Combine(temporary, Path.GetRandomFileName()), Path.Combine(temporary, Path.GetRandomFileName()), Path.Combine(temporary, "summary"));
        await File.WriteAllTextAsync(script, expression.FillText(Text(step["run"])!));
        await File.WriteAllTextAsync(outputFile, "");
        var folder = Path.Combine(job.Workspace, expression.FillText(Text(step["working-directory"]) ?? "."));
        string[] arguments = Text(step["shell"]) == "bash" ? ["--noprofile", "--norc", "-eo", "pipefail", script] : ["-e", script];
        using var bash = Tool.Start("bash", folder, arguments, environment =>
        {
            foreach (var name in environment.Keys.Where(name => name.StartsWith("GITHUB_", StringComparison.Ordinal) || name.StartsWith("AZURE_", StringComparison.Ordinal)).ToList()) environment.Remove(name);
            var fixedOnes = new Dictionary<string, string?>
            {
                ["PATH"] = $"{github.Programs}:{environment["PATH"]}",
                ["CI"] = "true",
                ["GITHUB_ACTIONS"] = "true",
                ["GITHUB_REPOSITORY"] = GitHubStandIn.Repository,
                ["GITHUB_EVENT_NAME"] = job.Happening.Event,
                ["GITHUB_SHA"] = job.Happening.Sha,
                ["GITHUB_REF"] = job.Happening.Ref,
                ["GITHUB_HEAD_REF"] = job.Happening.HeadRef,
                ["GITHUB_ACTOR"] = "ann",
                ["GITHUB_RUN_ID"] = $"{job.Run}",
                ["GITHUB_WORKSPACE"] = job.Workspace,
                ["GITHUB_OUTPUT"] = outputFile,
                ["GITHUB_STEP_SUMMARY"] = summary,
                ["GITHUB_ACTION_PATH"] = actionFolder,
                ["RUNNER_TEMP"] = temporary,
                ["GH_STATE"] = github.State,
                ["GH_PERMISSIONS"] = job.Permissions,
            };
            foreach (var (name, value) in fixedOnes.Concat(programs.Select(item => KeyValuePair.Create(item.Key, (string?)item.Value)))) environment[name] = value;
            foreach (var (name, value) in step["env"]?.AsObject() ?? []) environment[name] = expression.FillText(Text(value) ?? "");
        });
        var result = await bash.EndAsync();
        job.Log.Append(result.All);
        return (result.Code == 0, Outputs(await File.ReadAllLinesAsync(outputFile)));
    }

    /// <summary>As GitHub reads the file: <c>name=value</c>, or <c>name&lt;&lt;END</c>, lines, <c>END</c>.</summary>
    internal static JsonObject Outputs(string[] lines)
    {
        var outputs = new JsonObject();
        for (var i = 0; i < lines.Length; i++)
        {
            var (equals, begins) = (lines[i].IndexOf('=', StringComparison.Ordinal), lines[i].IndexOf("<<", StringComparison.Ordinal));
            if (begins > 0 && (equals < 0 || begins < equals))
            {
                var end = Array.IndexOf(lines, lines[i][(begins + 2)..], i + 1);
                Assert.True(end > i, $"No end of an output: {lines[i]}");
                outputs[lines[i][..begins]] = string.Join('\n', lines[(i + 1)..end]);
                i = end;
            }
            else
            {
                Assert.True(equals > 0, $"Not an output: {lines[i]}");
                outputs[lines[i][..equals]] = lines[i][(equals + 1)..];
            }
        }

        return outputs;
    }

    private static string? Text(JsonNode? node) => node is null ? null : WorkflowExpression.AsText(node);

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
