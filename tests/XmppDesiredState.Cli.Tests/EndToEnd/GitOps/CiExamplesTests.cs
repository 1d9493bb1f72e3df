using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>Examples for other CI systems, as far as they can be held against something here: YAML, shell, and our own command line.</summary>
public sealed partial class CiExamplesTests
{
    private static readonly string Folder = Path.Combine(Repository.Examples, "ci");

    public static TheoryData<string> Files => ["azure-pipelines.yml", ".gitlab-ci.yml", "cronjob.yaml"];

    [Theory]
    [MemberData(nameof(Files))]
    public void It_is_YAML_and_says_what_is_to_be_set_and_that_it_was_not_tried(string file)
    {
        Assert.NotEmpty(Documents(file));
        var text = Text(file);
        Assert.Contains("To be set:", text, StringComparison.Ordinal);
        Assert.Contains("# Not tried on", text, StringComparison.Ordinal);
        Assert.DoesNotContain(":latest", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Its_scripts_are_clean(string file)
    {
        using var sandbox = Sandbox.Empty();
        var number = 0;
        foreach (var script in Documents(file).SelectMany(Scripts))
        {
            // What the system fills in before the shell sees it.
            sandbox.Write($"{number++}.sh", "#!/usr/bin/env bash\n" + script + "\n");
        }

        if (file == "cronjob.yaml") Assert.Equal(0, number);
        else (await Tool.RunOtherAsync("shellcheck", sandbox.Folder, ["-e", "SC2154", .. Directory.GetFiles(sandbox.Folder)])).Ended(0);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Its_commands_are_ones_of_the_command_line(string file)
    {
        var commands = file == "cronjob.yaml"
            ? [string.Join(' ', Documents(file).Last()["spec"]!["jobTemplate"]!["spec"]!["template"]!["spec"]!["containers"]![0]!["args"]!.AsArray().Select(word => word!.GetValue<string>()))]
            : Documents(file).SelectMany(Scripts).SelectMany(script => Call().Matches(script.Replace("\\\n", " ", StringComparison.Ordinal)).Select(call => call.Groups[1].Value)).ToArray();
        Assert.NotEmpty(commands);
        foreach (var command in commands)
        {
            var words = CommandLineParser(command).Append("--help").ToArray();
            (await Run.Of(null, words)).Ended(0).Says("Usage:");
            (await Run.Of(null, [.. words[..^1], "--not-an-option"])).Ended(64).Never("is not a format");
        }
    }

    [Fact]
    public void The_CronJob_may_do_nothing_but_look()
    {
        var spec = Documents("cronjob.yaml").Last()["spec"]!["jobTemplate"]!["spec"]!["template"]!["spec"]!;
        var container = spec["containers"]!.AsArray().Single()!;
        Assert.False(spec["automountServiceAccountToken"]!.GetValue<bool>());
        Assert.True(spec["securityContext"]!["runAsNonRoot"]!.GetValue<bool>());
        Assert.Equal("RuntimeDefault", spec["securityContext"]!["seccompProfile"]!["type"]!.GetValue<string>());
        Assert.False(container["securityContext"]!["allowPrivilegeEscalation"]!.GetValue<bool>());
        Assert.True(container["securityContext"]!["readOnlyRootFilesystem"]!.GetValue<bool>());
        Assert.Equal("ALL", container["securityContext"]!["capabilities"]!["drop"]![0]!.GetValue<string>());
        Assert.True(container["volumeMounts"]!.AsArray().Single(mount => mount!["name"]!.GetValue<string>() == "federation")!["readOnly"]!.GetValue<bool>());
        Assert.Contains("--no-exec", container["args"]!.AsArray().Select(word => word!.GetValue<string>()));
        Assert.DoesNotContain("apply", container["args"]!.AsArray().Select(word => word!.GetValue<string>()));
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    private static List<JsonObject> Documents(string file) => [.. Text(file).Split("\n---\n").Select(part => JsonNode.Parse(YamlAsJson.Convert(part))!.AsObject())];

    /// <summary>Every shell script: under <c>bash</c>, <c>inlineScript</c>, and GitLab's lists, which run as one.</summary>
    private static IEnumerable<string> Scripts(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(item => item.Key is "bash" or "inlineScript" ? [item.Value!.GetValue<string>()]
            : item.Key is "script" or "before_script" && item.Value is JsonArray lines ? [string.Join('\n', lines.Select(line => line!.GetValue<string>()))]
            : Scripts(item.Value)),
        JsonArray list => list.SelectMany(Scripts),
        _ => [],
    };

    private static IEnumerable<string> CommandLineParser(string command) => System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(command.Split("||")[0]);

    [GeneratedRegex(@"/xmppstate""? +((?:validate|plan|apply|drift) .*)")]
    private static partial Regex Call();
}
