using System.Collections.Immutable;
using System.Text.Json;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Tests.EndToEnd;
using XmppDesiredState.Cli.Tests.EndToEnd.Certificates;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Cli.Tests.Reports;

public sealed class FormSpecs : IDisposable
{
    private static readonly string[] Words = ["html", "sarif", "junit", "prometheus", "github"];

    private static readonly Plan Placed = Plans.Rich with
    {
        Changes = [.. Plans.Rich.Changes.Select((change, index) => change with { Where = new SourceSpan("desired.yaml", 9 + index, 7, 9 + index, 20) })],
        Certificates = [new CertificateTerm(Plans.At(Certificate.Kind, "edge"), Plans.Now.AddDays(-60), Plans.Now.AddDays(30), Plans.Now.AddDays(10))],
        Diagnostics = [Plans.Down.At(new SourceSpan("desired.yaml", 3, 1, 4, 2), "Something else.", "Mend it.") with { Severity = Severity.Warning }],
    };

    private static readonly ImmutableSortedDictionary<string, string> Sources = ImmutableSortedDictionary<string, string>.Empty.Add("desired.yaml", "name: a\n name: b\n");

    private readonly Sandbox sandbox = Sandbox.Empty();

    [Fact]
    public async Task I_can_have_a_plan_in_every_form_in_one_run()
    {
        var run = (await RunAsync(new FakeEngine { Plan = Placed, Sources = Sources }, "plan", "--out", "plan.json", "--format", "sarif=plan.sarif", "--format", "junit=plan.xml", "--format", "prometheus=plan.prom", "--format", "github=plan.github")).Ended(1);

        foreach (var file in (string[])["plan.sarif", "plan.xml", "plan.prom", "plan.github"]) Golden.FileMatches(GoldenOf(file), $"Goldens/{file}", sandbox.Read(file));
        Assert.EndsWith(PlanSentences.Closing(Placed) + "\n", run.Out, StringComparison.Ordinal);
        JUnitReader.Read(sandbox.Read("plan.xml"));
        MetricsReader.Read(sandbox.Read("plan.prom"));
        await SarifReader.CheckAsync(sandbox.Read("plan.sarif"));
    }

    [Theory]
    [InlineData("sarif")]
    [InlineData("junit")]
    [InlineData("prometheus")]
    public async Task I_can_have_a_form_on_standard_output_and_the_same_of_a_saved_plan(string form)
    {
        var plan = Plans.Nothing with { Changes = [.. Placed.Changes.Where(change => !change.IsBlocked)], Certificates = Placed.Certificates };
        var planned = (await RunAsync(new FakeEngine { Plan = plan }, "plan", "--out", "plan.json", "--format", form)).Ended(0);
        var shown = (await RunAsync(new FakeEngine(), "show", "plan.json", "--format", form)).Ended(0);

        Assert.NotEmpty(planned.Out);
        Assert.Equal(planned.Out, shown.Out);
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("plan")]
    [InlineData("apply")]
    [InlineData("verify")]
    public async Task I_can_have_errors_of_files_in_every_form_of_every_command(string command)
    {
        var engine = new FakeEngine
        {
            LoadFindings = [YamlDiagnostics.DuplicateKey.At(new SourceSpan("desired.yaml", 2, 2, 2, 6), "The key name stands twice.", "Remove one.")],
            Sources = Sources,
        };
        await RunAsync(engine, [command, .. Words.SelectMany(word => (string[])["--format", $"{word}=out.{word}"])]);

        var result = Assert.Single(SarifReader.Results(SarifReader.Run(sandbox.Read("out.sarif"))));
        Assert.Equal((YamlDiagnostics.DuplicateKey.Code, "error"), (result.GetProperty("ruleId").GetString(), result.GetProperty("level").GetString()));
        var suite = JUnitReader.Read(sandbox.Read("out.junit"));
        Assert.Equal((3 - 1, 2), (JUnitReader.Number(suite, "tests"), JUnitReader.Number(suite, "failures")));
        var metrics = MetricsReader.Read(sandbox.Read("out.prometheus"));
        Assert.Equal(1, metrics[$"xmppstate_items{{deployment=,command={command},class=error}}"]);
        Assert.Equal(1, metrics[$"xmppstate_last_run_exit_code{{deployment=,command={command}}}"]);
        var annotation = Assert.Single(RunnerLog.Read(sandbox.Read("out.github")));
        Assert.Equal(("error", "desired.yaml", "2", "2"), (annotation.Name, annotation.Properties["file"], annotation.Properties["line"], annotation.Properties["col"]));
    }

    [Fact]
    public async Task I_can_see_in_every_form_what_came_of_an_apply()
    {
        (await RunAsync(new FakeEngine { Plan = Placed, Sources = Sources }, ["apply", "--auto-approve", .. Words.SelectMany(word => (string[])["--format", $"{word}=out.{word}"])])).Ended(3);

        var run = SarifReader.Run(sandbox.Read("out.sarif"));
        Assert.Equal((1, 1, 1), (SarifReader.Count(run, "added"), SarifReader.Count(run, "changed"), SarifReader.Count(run, "destroyed")));
        Assert.Equal((3, 1, 1, 1), (SarifReader.Count(run, "done"), SarifReader.Count(run, "blocked"), SarifReader.Count(run, "waiting"), SarifReader.Count(run, "unreadable")));
        Assert.Equal("xmppstate/apply/contoso/", run.GetProperty("automationDetails").GetProperty("id").GetString());
        var suite = JUnitReader.Read(sandbox.Read("out.junit"));
        Assert.Equal(["run", "blocked", "unreadable"], suite.Descendants("failure").Select(failure => failure.Attribute("type")!.Value).Order(StringComparer.Ordinal).OrderBy(type => type != "run"));
        Assert.Equal(3, MetricsReader.Read(sandbox.Read("out.prometheus"))["xmppstate_last_run_exit_code{deployment=contoso,command=apply}"]);
        await SarifReader.CheckAsync(sandbox.Read("out.sarif"));
    }

    [Fact]
    public async Task I_can_see_in_every_form_that_an_apply_was_refused()
    {
        (await RunAsync(new FakeEngine { Plan = Plans.Nothing with { Changes = [Placed.Changes[2]] }, Sources = Sources }, ["apply", .. Words.SelectMany(word => (string[])["--format", $"{word}=out.{word}"])])).Ended(4);

        var run = SarifReader.Run(sandbox.Read("out.sarif"));
        Assert.Equal((1, 0), (SarifReader.Count(run, "refused"), SarifReader.Count(run, "done")));
        Assert.False(run.GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());
        Assert.Contains(RunnerLog.Read(sandbox.Read("out.github")), command => command.Name == "error" && command.Data.Contains("XDS7003", StringComparison.Ordinal));
    }

    [Fact]
    public async Task I_can_see_in_every_form_which_domains_cannot_work()
    {
        var engine = Verdicts.Engine(sandbox.Folder, Verdicts.All);
        (await RunAsync(engine, ["verify", .. Words.SelectMany(word => (string[])["--format", $"{word}=out.{word}"])])).Ended(2);

        var suite = JUnitReader.Read(sandbox.Read("out.junit"));
        Assert.Equal("it.fabrikam.com", Assert.Single(suite.Elements("testcase"), one => one.Element("failure") is not null).Attribute("name")!.Value);
        Assert.Equal(["old.example", "stranger.example"], suite.Elements("testcase").Where(one => one.Element("skipped") is not null).Select(one => one.Attribute("name")!.Value).Order(StringComparer.Ordinal));
        var metrics = MetricsReader.Read(sandbox.Read("out.prometheus"));
        Assert.Equal((1, 0), (metrics["xmppstate_domain_verdict{deployment=contoso,command=verify,domain=it.fabrikam.com,verdict=cannot_work}"], metrics["xmppstate_domain_verdict{deployment=contoso,command=verify,domain=it.fabrikam.com,verdict=works}"]));
        Assert.Equal(Verdicts.Now.AddDays(70).ToUnixTimeSeconds(), metrics["xmppstate_certificate_expiry_timestamp_seconds{deployment=contoso,command=verify,certificate=fabrikam.com}"]);
        var wrong = Assert.Single(RunnerLog.Read(sandbox.Read("out.github")), command => command.Name == "error");
        Assert.Equal(("desired.yaml", "1"), (wrong.Properties["file"], wrong.Properties["line"]));
        Golden.FileMatches(GoldenOf("verify.prom"), "Goldens/verify.prom", sandbox.Read("out.prometheus"));
        await SarifReader.CheckAsync(sandbox.Read("out.sarif"));
    }

    [Fact]
    public async Task I_can_rely_on_secrets_being_in_no_form()
    {
        const string Canary = "c4nary7d1f";
        string[] forms = [.. Words.SelectMany(word => (string[])["--format", $"{word}=out.{word}"]), "--format", "json=out.json", "--format", "markdown=out.md"];
        sandbox.Write("live/keep", "");
        sandbox.Write("desired.yaml", """
            apiVersion: xmppstate/v1
            name: contoso
            providers: { g: { type: local, path: live } }
            gatewaySettings: { provider: g, dialbackPassphrase: { env: PASSPHRASE, version: 1 } }

            """);
        foreach (var (command, code) in ((string, int)[])[("validate", 0), ("plan", 0), ("apply --auto-approve", 0), ("plan", 0)])
        {
            var run = (await RunReallyAsync([.. command.Split(' '), .. forms])).Ended(code).Never(Canary);
            Assert.All(Words, word => Assert.NotEqual(0, new FileInfo(sandbox.PathOf($"out.{word}")).Length + (word == "github" ? 1 : 0)));
            NowhereBut("live");
        }

        // A live system that cannot be read, and an apply that fails, have their own words.
        Directory.Delete(sandbox.PathOf("live"), recursive: true);
        sandbox.Write("live", "a file where the folder should be");
        foreach (var command in (string[])["plan", "apply --auto-approve"])
        {
            (await RunReallyAsync([.. command.Split(' '), .. forms])).Ended(1).Never(Canary);
            NowhereBut("live");
        }

        void NowhereBut(string folder)
        {
            foreach (var file in Directory.EnumerateFiles(sandbox.Folder, "*", SearchOption.AllDirectories).Where(file => !file.StartsWith(sandbox.PathOf(folder), StringComparison.Ordinal)))
                Assert.DoesNotContain(Canary, File.ReadAllText(file), StringComparison.Ordinal);
        }

        Task<Run> RunReallyAsync(string[] args) => Run.Of(null, args, variables => variables["PASSPHRASE"] = "\"'<&>\\ " + Canary + " é🗝\t|", folder: sandbox.Folder);
    }

    [Fact]
    public async Task I_can_compare_two_plans_only_as_text_json_and_markdown()
    {
        foreach (var word in Words)
            (await RunAsync(new FakeEngine(), "show", "a.json", "--against", "b.json", "--format", word)).Ended(64).Says("--against");
    }

    [Fact]
    public async Task I_can_let_a_collector_read_metrics_and_nobody_else_the_plan()
    {
        (await RunAsync(new FakeEngine { Plan = Placed }, "plan", "--out", "plan.json", "--format", "prometheus=plan.prom")).Ended(1);

        // On Windows the folder's access list decides.
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead, File.GetUnixFileMode(sandbox.PathOf("plan.prom")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(sandbox.PathOf("plan.json")));
    }

    public void Dispose() => sandbox.Dispose();

    private Task<Run> RunAsync(FakeEngine engine, params string[] args) =>
        Run.Of(engine, args, variables => variables["GITHUB_WORKSPACE"] = sandbox.Folder, folder: sandbox.Folder, clock: new SettableClock(Plans.Now));

    private static string GoldenOf(string name, [System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "Goldens", name);
}
