using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Cli.Tests;

public sealed class PlanSpecs
{
    [Fact]
    public async Task I_can_see_what_would_change()
    {
        var run = await Run.Of(new FakeEngine { Plan = Plans.Rich }, ["plan"]);

        Assert.Equal(1, run.Code);
        Golden.Matches("rich.txt", run.Out);
    }

    [Fact]
    public async Task I_can_post_a_plan_to_a_pull_request()
    {
        var run = await Run.Of(new FakeEngine { Plan = Plans.Rich }, ["plan", "--format", "markdown"]);

        Golden.Matches("rich.md", run.Out);
        Assert.DoesNotContain("\u001b", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_can_read_a_plan_as_json()
    {
        var run = await Run.Of(new FakeEngine { Plan = Plans.Rich }, ["plan", "--format=json"]);

        Golden.Matches("rich.json", run.Out);
    }

    [Fact]
    public async Task I_can_see_that_nothing_changes()
    {
        var run = await Run.Of(new FakeEngine(), ["plan", "--detailed-exitcode"]);

        Assert.Equal((0, "No changes. The live systems match the files.\n"), (run.Code, run.Out));
    }

    [Fact]
    public async Task I_can_have_several_formats_in_one_run()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var run = await Run.Of(new FakeEngine { Plan = Plans.Rich }, ["plan", "--out", "plan.json", "--format", "markdown=plan.md"], folder: folder);

        Assert.Contains("Plan: 1 to add, 1 to change, 1 to destroy.", run.Out, StringComparison.Ordinal);
        Assert.StartsWith("<!-- xmppstate:plan:contoso -->", await File.ReadAllTextAsync(Path.Combine(folder, "plan.md")), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "plan.json")));
        Assert.Equal(0, (await Run.Of(new FakeEngine(), ["show", "plan.json"], folder: folder)).Code);
    }

    [Fact]
    public async Task I_can_tell_an_output_that_cannot_be_written()
    {
        var run = await Run.Of(new FakeEngine(), ["plan", "--out", "no/such/folder/plan.json"]);

        Assert.Equal(1, run.Code);
        Assert.Contains("XDS7002", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_can_see_file_errors_with_the_line_and_a_caret()
    {
        var engine = new FakeEngine
        {
            LoadFindings = [YamlDiagnostics.DuplicateKey.At(new SourceSpan("desired.yaml", 2, 2, 2, 6), "The key name stands twice.", "Remove one.") with { Related = new SourceSpan("desired.yaml", 1, 1, 1, 5) }],
            Sources = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("desired.yaml", "name: a\n\tname: 漢字\n"),
        };
        var run = await Run.Of(engine, ["validate"]);

        Assert.Equal(1, run.Code);
        Golden.Matches("duplicate-key.txt", run.Out);
        Golden.Matches("duplicate-key.json", (await Run.Of(engine, ["validate", "--format", "json"])).Out);
        var plan = await Run.Of(engine, ["plan"]);
        Assert.Equal((1, ""), (plan.Code, plan.Out));
    }

    [Fact]
    public void A_plan_of_many_changes_shows_the_first_200_and_stays_below_the_limit_of_comments()
    {
        var change = Plans.Rich.Changes[2];
        var plan = Plans.Nothing with { Changes = [.. Enumerable.Range(0, 3000).Select(i => change with { Address = Plans.At(Resources.Partner.Kind, $"p{i}.example") })] };

        Assert.Contains("2800 more changes", PlanText.Render(plan, SourceTexts.None, Ink.None), StringComparison.Ordinal);
        var markdown = PlanMarkdown.Render(plan);
        Assert.InRange(markdown.Length, 40_000, MarkdownPage.Most);
        Assert.Contains("more changes not shown here", markdown, StringComparison.Ordinal);
    }
}
