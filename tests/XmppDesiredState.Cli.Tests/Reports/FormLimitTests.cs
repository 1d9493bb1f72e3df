using System.Text;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Rendering.Reports;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Tests.Reports;

/// <summary>What is too much for whoever takes it, is left out and said to be.</summary>
public sealed class FormLimitTests
{
    private static readonly Plan Large = Plans.Nothing with
    {
        Changes = [.. Enumerable.Range(0, 10_000).Select(i => Plans.Rich.Changes[i % 3] with { Address = Plans.At(Partner.Kind, $"p{i}.example"), Where = new SourceSpan("desired.yaml", i + 1, 5, i + 1, 9) })],
    };

    private static readonly Report OfLarge = PlanReport.Of(Large, 2, "desired.yaml");

    [Fact]
    public void Annotations_OfTenThousandChanges_AreTenOfAKindAndCountTheRest()
    {
        var commands = RunnerLog.Read(GitHubAnnotations.Render(OfLarge, SarifReader.Checkout));

        Assert.Equal((10, 10), (commands.Count(command => command.Name == "warning"), commands.Count(command => command.Name == "notice")));
        Assert.StartsWith($"{10_000 - 19} more not shown as annotations. Plan: 3333 to add, 3333 to change, 3334 to destroy.", commands[^1].Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sarif_OfTenThousandChanges_HasAllOfThemAndIsOfTheSchema()
    {
        var text = SarifLog.Render(OfLarge, SarifReader.Checkout);

        var run = SarifReader.Run(text);
        Assert.Equal(10_000, SarifReader.Results(run).Count);
        Assert.Equal(10_000, ((string[])["create", "update", "delete"]).Sum(name => SarifReader.Count(run, name)));
        Assert.False(run.GetProperty("invocations")[0].TryGetProperty("toolExecutionNotifications", out _));
        await SarifReader.CheckAsync(text);
    }

    [Fact]
    public async Task Sarif_OfMoreThanGitHubTakes_LeavesOutTheMildestAndSaysSo()
    {
        var items = Enumerable.Range(0, SarifLog.Most + 3).Select(i => new ReportItem { Class = "create", Address = $"p{i}", Title = "create", Level = i == SarifLog.Most + 2 ? ReportLevel.Error : ReportLevel.Note });
        var text = SarifLog.Render(AnyReport.Of([.. items], [], "contoso", 0, ReportCommand.Plan, true), SarifReader.Checkout);

        var run = SarifReader.Run(text);
        Assert.Equal(SarifLog.Most, SarifReader.Results(run).Count);
        Assert.Equal("error", SarifReader.Results(run)[0].GetProperty("level").GetString());
        Assert.Equal(SarifLog.Most + 3, SarifReader.Count(run, "create"));
        Assert.Equal(3, run.GetProperty("properties").GetProperty("leftOut").GetInt32());
        Assert.StartsWith("3 milder results left out", run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications")[0].GetProperty("message").GetProperty("text").GetString(), StringComparison.Ordinal);
        await SarifReader.CheckAsync(text);
    }

    [Fact]
    public void Markdown_OfTenThousandChanges_StaysBelowTheLimitOfCommentsAndCountsTheRest()
    {
        var markdown = PlanMarkdown.Render(Large);

        Assert.InRange(markdown.Length, 40_000, MarkdownPage.Most);
        var shown = markdown.Split("<details><summary>").Length - 1;
        Assert.Contains($"{10_000 - shown} more changes not shown here", markdown, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(markdown), 1, GitHubStep.MostSummaryBytes);
    }

    [Fact]
    public void JUnit_OfTenThousandChanges_HasACaseForEach() => Assert.Equal(10_001, JUnitReader.Number(JUnitReader.Read(JUnitSuite.Render(OfLarge)), "tests"));

    [Fact]
    public void Metrics_OfTenThousandChanges_AreAsManyAsOfOne() =>
        Assert.Equal(MetricsReader.Read(PrometheusMetrics.Render(PlanReport.Of(Plans.Nothing, 0))).Keys, MetricsReader.Read(PrometheusMetrics.Render(OfLarge)).Keys);

    [Fact]
    public void Annotation_OfAnEndlessText_IsCutBetweenCharacters()
    {
        var item = new ReportItem { Class = "create", Address = "a", Title = string.Concat(Enumerable.Repeat("🗝", 5000)), Level = ReportLevel.Error };

        var command = Assert.Single(RunnerLog.Read(GitHubAnnotations.Render(AnyReport.Of([item], [], "contoso", 1, ReportCommand.Plan, true), SarifReader.Checkout)));
        Assert.EndsWith("🗝…", command.Data, StringComparison.Ordinal);
        Assert.InRange(command.Data.Length, 3_900, 4_001);
    }
}
