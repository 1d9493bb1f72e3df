using System.Diagnostics;
using System.Text.Json;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Engine;
using XmppDesiredState.Engine.Drifting;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Tests;

public sealed class DriftSpecs
{
    [Fact]
    public async Task I_can_see_what_somebody_changed_and_both_ways_out()
    {
        var run = await Run.Of(new FakeEngine { Drift = Drifts.Result(Drifts.Rich) }, ["drift", "-f", "state files", "--var", "site=it's", "--var-file", "v.yaml", "--connections", "c.yaml"]);

        Assert.Equal(2, run.Code);
        Golden.Matches("drift.txt", run.Out);
        Assert.DoesNotContain("\u001b", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_can_post_drift_to_an_issue()
    {
        var run = await Run.Of(new FakeEngine { Drift = Drifts.Result(Drifts.Rich) }, ["drift", "--format", "markdown"]);

        Golden.Matches("drift.md", run.Out);
        Assert.StartsWith("<!-- xmppstate:drift:contoso -->\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_can_read_drift_as_json() => Golden.Matches("drift.json", (await Run.Of(new FakeEngine { Drift = Drifts.Result(Drifts.Rich) }, ["drift", "--format", "json"])).Out);

    [Fact]
    public async Task I_can_see_that_there_is_none() =>
        Assert.Equal((0, "No drift. The live systems are as the files say.\n", ""), Told(await Run.Of(new FakeEngine { Drift = Drifts.Result(Drifts.Nothing) }, ["drift"])));

    [Theory]
    [InlineData("", "drift,unlisted,overdue")]
    [InlineData("--fail-on none", "")]
    [InlineData("--fail-on pending", "pending")]
    [InlineData("--fail-on pending,expiring", "pending,expiring")]
    [InlineData("--fail-on waiting --fail-on=acknowledged", "waiting,acknowledged")]
    public async Task I_can_say_which_classes_fail(string options, string classes)
    {
        foreach (var of in DriftSummary.Classes)
        {
            var item = Drifts.Rich.Items.First(item => item.Class == of);
            var run = await Run.Of(new FakeEngine { Drift = Drifts.Result(Drifts.Nothing with { Items = [item] }) }, ["drift", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
            var fails = classes.Split(',').Contains(of.ToString().ToLowerInvariant());
            run.Ended(fails ? 2 : 0);
            Assert.Equal(!fails && of != DriftClass.Drift, run.Out.Contains("No drift.", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task I_can_say_it_in_the_environment_too()
    {
        var engine = new FakeEngine { Drift = Drifts.Result(Drifts.Nothing with { Items = [Drifts.Rich.Items.First(item => item.Class == DriftClass.Pending)] }) };
        (await Run.Of(engine, ["drift"], variables => variables["XMPPSTATE_FAIL_ON"] = "pending,drift")).Ended(2).Says("XMPPSTATE_FAIL_ON");
        (await Run.Of(engine, ["drift", "--fail-on", "none"], variables => variables["XMPPSTATE_FAIL_ON"] = "pending,drift")).Ended(0);
        (await Run.Of(engine, ["drift"], variables => variables["XMPPSTATE_LOCK_TIMEOUT"] = "5m")).Ended(0);
        Assert.Equal(TimeSpan.FromMinutes(5), engine.Waited);
    }

    [Theory]
    [InlineData("drift --fail-on drft", "Did you mean drift?")]
    [InlineData("drift --fail-on none,drift", "stands alone")]
    [InlineData("drift --fail-on drift,", "is not a class")]
    [InlineData("drift --only partner/x", "--only")]
    [InlineData("drift --auto-approve", "--auto-approve")]
    [InlineData("drift --format xml", "not a format")]
    public async Task I_am_told_what_is_wrong_with_my_command(string line, string told)
    {
        var run = await Run.Of(new FakeEngine { Drift = Drifts.Result(Drifts.Nothing) }, line.Split(' '));
        Assert.Equal((64, ""), (run.Code, run.Out));
        run.Says(told);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("markdown")]
    public async Task I_never_read_that_there_is_none_where_something_could_not_be_read(string format)
    {
        var report = Drifts.Nothing with { Plan = Plans.Nothing with { Unreadable = Plans.Rich.Unreadable } };
        var run = (await Run.Of(new FakeEngine { Drift = Drifts.Result(report) }, ["drift", "--format", format, "--fail-on", "none"])).Ended(1).Never("No drift");
        if (format == "json") Assert.False(JsonDocument.Parse(run.Out).RootElement.GetProperty("complete").GetBoolean());
        else run.Says("the rest is unknown");
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("markdown")]
    [InlineData("sarif")]
    public async Task I_am_told_that_it_was_not_checked_while_an_apply_is_under_way(string format)
    {
        var held = new DriftResult(null, DriftDiagnostics.LockIsHeld.At(null, "Not checked: the lock is held by hanna.", "Try again later."));
        var run = (await Run.Of(new FakeEngine { Drift = held }, ["drift", "--format", format])).Ended(5).Never("No drift").Says("hanna").Says("XDS6701");
        if (format == "json") Assert.False(JsonDocument.Parse(run.Out).RootElement.GetProperty("valid").GetBoolean());
        if (format == "sarif") Assert.Equal(5, JsonDocument.Parse(run.Out).RootElement.GetProperty("runs")[0].GetProperty("invocations")[0].GetProperty("exitCode").GetInt32());
    }

    [Fact]
    public async Task Before_the_first_apply_I_do_not_read_that_there_is_none()
    {
        var report = Drifts.Nothing with { IsRecorded = false, Items = [Drifts.Rich.Items.First(item => item.Class == DriftClass.Pending)] };
        (await Run.Of(new FakeEngine { Drift = Drifts.Result(report) }, ["drift"])).Ended(0).Never("No drift").Says("Drift cannot be told before something was applied. So far: 1 pending.");
    }

    [Fact]
    public async Task A_name_that_no_command_line_can_hold_gets_no_command_to_copy()
    {
        var change = Plans.Rich.Changes[1] with { Address = Plans.At(AccessPolicy.Kind, "tag:a\u001b[2Jb") };
        var engine = new FakeEngine { Drift = Drifts.Result(Drifts.Nothing with { Items = [Drifts.Item(DriftClass.Drift, DriftReasons.Deleted, change)] }) };
        foreach (var format in (string[])["text", "markdown"]) (await Run.Of(engine, ["drift", "--format", format])).Ended(2).Never("\u001b").Never("xmppstate apply").Says("\\u{1b}");
    }

    [Fact]
    public async Task Ten_thousand_items_stay_below_the_limit_of_comments_and_are_all_in_the_json()
    {
        var item = Drifts.Rich.Items[1];
        var report = Drifts.Nothing with { Items = [.. Enumerable.Range(0, 10_000).Select(n => item with { Address = Plans.At(Partner.Kind, $"p{n}.example") })] };
        var folder = Directory.CreateTempSubdirectory().FullName;
        var clock = Stopwatch.StartNew();
        var run = (await Run.Of(new FakeEngine { Drift = Drifts.Result(report) }, ["drift", "--format", "markdown", "--format", "json=all.json", "--format", "text=all.txt"], folder: folder)).Ended(2);
        TestContext.Current.TestOutputHelper?.WriteLine($"{clock.ElapsedMilliseconds} ms, markdown {run.Out.Length} characters");

        Assert.InRange(run.Out.Length, 40_000, MarkdownPage.Most);
        run.Says("more drift items not shown here");
        Assert.Contains("9800 more drifted", await File.ReadAllTextAsync(Path.Combine(folder, "all.txt")), StringComparison.Ordinal);
        Assert.Equal(10_000, JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "all.json"))).RootElement.GetProperty("items").GetArrayLength());
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Every_class_full_still_stays_below_the_limit()
    {
        var report = Drifts.Nothing with { Items = [.. DriftReport.Order.SelectMany(of => Enumerable.Range(0, 1500).Select(n => Drifts.Rich.Items.First(item => item.Class == of) with { Address = Plans.At(Partner.Kind, $"p{n}.example") }))] };
        var run = (await Run.Of(new FakeEngine { Drift = Drifts.Result(report) }, ["drift", "--format", "markdown"])).Ended(2);

        Assert.InRange(run.Out.Length, 40_000, MarkdownPage.Most);
        Assert.All(DriftReport.Order.Skip(1), of => run.Says($"more {of.ToString().ToLowerInvariant()} items not shown here"));
    }

    private static (int, string, string) Told(Run run) => (run.Code, run.Out, run.Error);
}
