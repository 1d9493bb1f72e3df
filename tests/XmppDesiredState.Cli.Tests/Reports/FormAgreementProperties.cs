using CsCheck;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Rendering.Reports;
using XmppDesiredState.Engine;
using XmppDesiredState.Engine.Execution;

namespace XmppDesiredState.Cli.Tests.Reports;

/// <summary>One report, counted once: its forms cannot disagree, whatever stands in it.</summary>
public sealed class FormAgreementProperties
{
    [Fact]
    public void Plan_summary_and_report_count_the_same() => AgreementProperties.AnyPlan.Sample(plan =>
    {
        var (summary, report) = (plan.Summary, PlanReport.Of(plan, ExitCode.Of(ExitColumn.PlanDetailed, Outcome.Of(plan.Summary))));

        Assert.Equal(summary.Add, report.CountOf("create"));
        Assert.Equal(summary.Change, report.CountOf("update") + report.CountOf("renew"));
        Assert.Equal(summary.Destroy, report.CountOf("delete"));
        Assert.Equal(summary.Restart, report.CountOf("restart"));
        Assert.Equal(summary.Waiting, report.CountOf("waiting"));
        Assert.Equal(summary.Blocked, report.CountOf("blocked"));
        Assert.Equal(summary.Unlisted, report.CountOf("unlisted"));
        Assert.Equal(summary.Acknowledged, report.CountOf("acknowledged"));
        Assert.Equal(summary.Unreadable, report.CountOf("unreadable"));
        Assert.Equal(summary.HasChanges, ((string[])["create", "update", "renew", "delete", "restart", "blocked"]).Sum(report.CountOf) > 0);
        Assert.Equal(PlanSentences.Closing(plan), report.Closing);
        IsCounted(report);
    });

    [Fact]
    public void Run_summary_and_report_count_the_same() => AgreementProperties.AnyPlan.Sample(plan =>
    {
        var statuses = Enum.GetValues<ChangeStatus>();
        var run = Plans.Done(plan) with { Changes = [.. plan.Changes.Select((change, index) => new ChangeReport(change, statuses[(index + plan.Changes.Length) % statuses.Length], change.Blocked))] };
        var result = new ApplyResult(ApplyVerdict.Executed) { Plan = plan, Report = run };
        var report = ApplyReport.Of(result, ExitCode.Of(ExitColumn.Apply, Outcome.Of(result)), Plans.Now, plan.Name);
        var summary = run.Summary;

        Assert.Equal((summary.Added, summary.Changed, summary.Destroyed), (report.CountOf("added"), report.CountOf("changed"), report.CountOf("destroyed")));
        Assert.Equal(summary.AlreadyThere, report.CountOf("already_there"));
        Assert.Equal(summary.Waiting, report.CountOf("waiting"));
        Assert.Equal(summary.Blocked, report.CountOf("blocked"));
        Assert.Equal(summary.Failed, ((string[])["skipped", "conflict", "not_done", "not_confirmed", "unknown"]).Sum(report.CountOf));
        Assert.Equal(summary.Unreadable, report.CountOf("unreadable"));
        Assert.Equal(RunSentences.Closing(result), report.Closing);
        IsCounted(report);
    });

    [Fact]
    public void All_forms_of_a_report_agree_in_counts_and_exit_code() => AnyReport.Any.Sample(report =>
    {
        IsCounted(report);
        var findings = report.Diagnostics.Length;
        var sarif = SarifReader.Run(SarifLog.Render(report, SarifReader.Checkout));
        var suite = JUnitReader.Read(JUnitSuite.Render(report));
        var metrics = MetricsReader.Read(PrometheusMetrics.Render(report));
        var annotations = RunnerLog.Read(GitHubAnnotations.Render(report, SarifReader.Checkout));

        foreach (var count in report.Counts)
        {
            Assert.Equal(count.Number, SarifReader.Count(sarif, count.Name));
            Assert.Equal($"{count.Number}", JUnitReader.Property(suite, count.Name));
            Assert.Equal(count.Number, Value(metrics, count.IsAcross ? "xmppstate_items_marked" : "xmppstate_items", $"={count.Name}}}"));
        }

        var wanting = report.Items.Count(item => item.Level != ReportLevel.None) + findings;
        Assert.Equal(wanting, SarifReader.Results(sarif).Count);
        foreach (var (level, word) in ((ReportLevel, string)[])[(ReportLevel.Error, "error"), (ReportLevel.Warning, "warning"), (ReportLevel.Note, "note")])
        {
            var number = report.Items.Count(item => item.Level == level) + report.Diagnostics.Count(finding => FindingsReport.LevelOf(finding.Severity) == level);
            Assert.Equal(number, SarifReader.Results(sarif).Count(result => result.GetProperty("level").GetString() == word));
            var shown = annotations.Count(command => command.Name == (word == "note" ? "notice" : word));
            Assert.InRange(shown, Math.Min(number, 9), 10);
        }

        Assert.Equal(report.Items.Length + findings + 1, suite.Elements("testcase").Count());
        Assert.Equal(suite.Elements("testcase").Count(), JUnitReader.Number(suite, "tests"));
        Assert.Equal(suite.Descendants("failure").Count(), JUnitReader.Number(suite, "failures"));
        Assert.Equal(suite.Descendants("skipped").Count(), JUnitReader.Number(suite, "skipped"));
        var errors = report.Items.Count(item => item.Level == ReportLevel.Error) + report.Diagnostics.Count(finding => finding.Severity == Diagnostics.Severity.Error);
        Assert.Equal(errors + (report.ExitCode is 0 or 2 or 6 ? 0 : 1), JUnitReader.Number(suite, "failures"));

        var invocation = sarif.GetProperty("invocations")[0];
        Assert.Equal(report.ExitCode, invocation.GetProperty("exitCode").GetInt32());
        Assert.Equal(report.ExitCode is 0 or 2 or 6, invocation.GetProperty("executionSuccessful").GetBoolean());
        Assert.Equal($"{report.ExitCode}", JUnitReader.Property(suite, "exitcode"));
        Assert.Equal(report.ExitCode, Value(metrics, "xmppstate_last_run_exit_code", "}"));
        Assert.Equal(report.IsComplete ? 1 : 0, Value(metrics, "xmppstate_complete", "}"));
        Assert.Equal(report.IsComplete, sarif.GetProperty("properties").GetProperty("complete").GetBoolean());
        Assert.Equal(report.IsComplete ? "true" : "false", JUnitReader.Property(suite, "complete"));
        Assert.Equal(Plans.Now.AddDays(3).ToUnixTimeSeconds(), Value(metrics, "xmppstate_certificate_expiry_timestamp_seconds", "}"));
    });

    [Fact]
    public void Nothing_of_a_report_becomes_a_command_of_the_runner() => AnyReport.Any.Sample(report =>
    {
        var commands = RunnerLog.Read(GitHubAnnotations.Render(report, SarifReader.Checkout));

        Assert.All(commands, command => Assert.Contains(command.Name, (string[])["error", "warning", "notice"]));
        Assert.All(commands, command => Assert.All(command.Properties, property => Assert.Contains(property.Key, (string[])["file", "line", "endLine", "col", "title"])));
        Assert.All(commands.GroupBy(command => command.Name), kind => Assert.InRange(kind.Count(), 1, 10));
        Assert.All(commands, command => Assert.DoesNotContain(command.Data.Split('\n'), line => line.EnumerateRunes().Any(Printable.IsHostile)));
    });

    [Fact]
    public async Task Any_report_as_SARIF_is_of_the_schema()
    {
        var texts = new List<string>();
        AnyReport.Any.Sample(report =>
        {
            var text = SarifLog.Render(report, SarifReader.Checkout);
            lock (texts) texts.Add(text);
        }, iter: 60);
        await SarifReader.CheckAsync([.. texts]);
    }

    private static void IsCounted(Report report)
    {
        Assert.Equal(report.Items.Length, report.Counts.Where(count => !count.IsAcross).Sum(count => count.Number));
        Assert.All(report.Counts, count => Assert.Equal(report.Items.Count(item => count.IsAcross ? item.Also.Contains(count.Name) : item.Class == count.Name), count.Number));
        Assert.Distinct(report.Items.Select(item => (item.Class, item.Address)));
        Assert.Distinct(report.Counts.Select(count => count.Name));
    }

    private static double Value(IReadOnlyDictionary<string, double> metrics, string name, string end) =>
        Assert.Single(metrics, metric => metric.Key.StartsWith(name + "{", StringComparison.Ordinal) && metric.Key.EndsWith(end, StringComparison.Ordinal)).Value;
}
