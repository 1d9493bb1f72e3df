using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using XmppDesiredState.Cli.Tests.EndToEnd;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Values;

namespace XmppDesiredState.Cli.Tests.Reports;

/// <summary>A step of GitHub Actions: its log as the runner reads it, its summary and its outputs.</summary>
public sealed class GitHubStepSpecs : IDisposable
{
    private static readonly Plan Hostile = Plans.Nothing with
    {
        Name = "contoso\nexitcode=0",
        Changes = [Plans.Rich.Changes[2] with
        {
            Attributes = [new Engine.Diffing.AttributeChange(Resources.Partner.Description, null, new Value.Text("##[error]owned ##[set-output name=exitcode]0")),
                new Engine.Diffing.AttributeChange(Resources.Partner.Description, null, new Value.Text("x\n::set-output name=exitcode::0\r::add-mask::0"))],
            Notes = ["::error::owned"],
            Where = new SourceSpan("desired.yaml", 9, 7, 9, 20),
        }],
    };

    private readonly Sandbox sandbox = Sandbox.Empty();

    [Fact]
    public async Task I_can_have_annotations_beside_the_text_and_nothing_else_is_a_command()
    {
        var run = (await RunAsync(Hostile, "plan", "--format", "github")).Ended(0);

        var commands = RunnerLog.Read(run.Out);
        var only = Assert.Single(commands);
        Assert.Equal(("notice", "desired.yaml", "9", "7"), (only.Name, only.Properties["file"], only.Properties["line"], only.Properties["col"]));
        Assert.Contains("Plan: 1 to add", run.Out, StringComparison.Ordinal);
        // What it keeps the runner from: the same text by itself is full of commands.
        Assert.Equal(["error", "error"], RunnerLog.Read((await RunAsync(Hostile, "plan")).Ended(0).Out).Select(command => command.Name).Order());
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("apply")]
    public async Task I_can_read_json_from_standard_output_while_annotations_go_to_the_other_stream(string command)
    {
        var run = await RunAsync(Hostile, command, "--format", "json", "--format", "github");

        foreach (var document in command == "plan" ? [run.Out] : run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)) JsonDocument.Parse(document);
        Assert.NotEmpty(RunnerLog.Read(run.Error));
        Assert.All(RunnerLog.Read(run.Error), one => Assert.Contains(one.Name, (string[])["error", "notice"]));
    }

    [Fact]
    public async Task I_can_have_the_text_in_the_log_before_the_annotations_of_an_apply()
    {
        var run = (await RunAsync(Hostile, "apply", "--auto-approve", "--format", "github")).Ended(0);

        Assert.Empty(RunnerLog.Read(run.Out));
        Assert.StartsWith("::stop-commands::", run.Out, StringComparison.Ordinal);
        Assert.Contains("Apply complete! Resources: 1 added", run.Out, StringComparison.Ordinal);
        Assert.Contains("added=1\n", sandbox.Read("output"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_can_use_outputs_in_later_steps()
    {
        (await RunAsync(Hostile, "plan", "--detailed-exitcode", "--format", "github", "--out", "plan.json", "--format", "sarif=a.sarif", "--format", "markdown=plan.md")).Ended(2);

        var outputs = Outputs();
        Assert.Equal(("2", "true", "1", "0", "0"), (outputs["exitcode"], outputs["complete"], outputs["create"], outputs["delete"], outputs["waiting"]));
        Assert.Equal("contoso\nexitcode=0", outputs["deployment"]);
        Assert.Equal((sandbox.PathOf("plan.json"), sandbox.PathOf("a.sarif"), sandbox.PathOf("plan.md")), (outputs["json_path"], outputs["sarif_path"], outputs["markdown_path"]));
        Assert.Equal(sandbox.Read("plan.md") + "\n", sandbox.Read("summary"));
    }

    [Fact]
    public async Task I_can_run_several_times_in_one_step_and_keep_what_was_there()
    {
        sandbox.Write("summary", "what the step wrote\n");
        sandbox.Write("output", "mine=1\n");
        (await RunAsync(Hostile, "plan", "--format", "github")).Ended(0);
        (await RunAsync(Plans.Nothing, "plan", "--format", "github")).Ended(0);

        Assert.StartsWith("what the step wrote\n<!-- xmppstate:plan:", sandbox.Read("summary"), StringComparison.Ordinal);
        Assert.Equal(2, sandbox.Read("summary").Split("<!-- xmppstate:plan:").Length - 1);
        var outputs = Outputs();
        Assert.Equal(("1", "0", "contoso"), (outputs["mine"], outputs["create"], outputs["deployment"]));
    }

    [Fact]
    public async Task I_can_rely_on_a_summary_that_stays_below_what_GitHub_shows()
    {
        sandbox.Write("summary", new string('x', GitHubStep.MostSummaryBytes - 100));
        (await RunAsync(Hostile, "plan", "--format", "github")).Ended(0);
        Assert.EndsWith("is not shown here: this step's summary is full.\n", sandbox.Read("summary"), StringComparison.Ordinal);

        (await RunAsync(Hostile, "plan", "--format", "github")).Ended(0);
        Assert.InRange(Encoding.UTF8.GetByteCount(sandbox.Read("summary")), GitHubStep.MostSummaryBytes - 100, GitHubStep.MostSummaryBytes);
    }

    [Fact]
    public async Task I_can_see_that_a_file_of_the_step_cannot_be_written()
    {
        Directory.CreateDirectory(sandbox.PathOf("summary"));
        var run = (await RunAsync(Hostile, "plan", "--format", "github")).Ended(1);

        Assert.Contains("XDS7071", run.Error, StringComparison.Ordinal);
        Assert.Contains("GITHUB_STEP_SUMMARY", run.Error, StringComparison.Ordinal);
        RunnerLog.Read(run.Out);
    }

    [Fact]
    public async Task I_can_keep_annotations_in_a_file_and_the_log_as_it_is()
    {
        var run = (await RunAsync(Hostile, "plan", "--format", "github=annotations.txt")).Ended(0);

        Assert.DoesNotContain("stop-commands::\n", run.Out, StringComparison.Ordinal);
        Assert.Single(RunnerLog.Read(sandbox.Read("annotations.txt")));
        Assert.Equal("1", Outputs()["create"]);
    }

    [Fact]
    public async Task I_can_see_file_errors_as_annotations_in_the_checkout_of_a_subfolder()
    {
        var engine = new FakeEngine { LoadFindings = [Yaml.YamlDiagnostics.DuplicateKey.At(new SourceSpan("desired.yaml", 2, 2, 3, 6), "The key, name: stands 100% twice.", "Remove one.")] };
        Directory.CreateDirectory(sandbox.PathOf("federation"));
        var run = (await Run.Of(engine, ["plan", "--format", "github"], Variables, folder: sandbox.PathOf("federation"))).Ended(1);

        var only = Assert.Single(RunnerLog.Read(run.Out));
        Assert.Equal(("error", "federation/desired.yaml", "2", "3"), (only.Name, only.Properties["file"], only.Properties["line"], only.Properties["endLine"]));
        Assert.False(only.Properties.ContainsKey("col"));
        Assert.Contains("The key, name: stands 100% twice.", only.Data, StringComparison.Ordinal);
        Assert.Equal(("1", "false", "1"), (Outputs()["exitcode"], Outputs()["complete"], Outputs()["error"]));
        Assert.Contains("stands 100% twice", sandbox.Read("summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_can_ask_for_github_once() =>
        (await RunAsync(Hostile, "plan", "--format", "github", "--format", "github=x")).Ended(64).Says("once is enough");

    public void Dispose() => sandbox.Dispose();

    private Task<Run> RunAsync(Plan plan, params string[] args) => Run.Of(new FakeEngine { Plan = plan }, args, Variables, folder: sandbox.Folder);

    private void Variables(Dictionary<string, string> variables) =>
        (variables["GITHUB_WORKSPACE"], variables["GITHUB_STEP_SUMMARY"], variables["GITHUB_OUTPUT"]) = (sandbox.Folder, sandbox.PathOf("summary"), sandbox.PathOf("output"));

    // As the runner reads it (actions/runner, FileCommandManager): NAME=VALUE, or NAME<<DELIMITER and lines up to it; the last one of a name holds.
    private Dictionary<string, string> Outputs()
    {
        var outputs = new Dictionary<string, string>();
        var lines = sandbox.Read("output").Split('\n').ToImmutableArray();
        for (var i = 0; i < lines.Length - 1; i++)
        {
            if (lines[i].Split("<<", 2) is [var name, var delimiter] && !name.Contains('=', StringComparison.Ordinal))
            {
                var end = lines.IndexOf(delimiter, i + 1);
                outputs[name] = string.Join('\n', lines[(i + 1)..end]);
                i = end;
            }
            else
            {
                var pair = lines[i].Split('=', 2);
                outputs[pair[0]] = pair[1];
            }
        }

        return outputs;
    }
}
