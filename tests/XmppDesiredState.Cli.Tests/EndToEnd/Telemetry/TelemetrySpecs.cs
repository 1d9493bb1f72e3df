using System.Net;
using System.Text;
using System.Text.Json;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Telemetry;

/// <summary>OpenTelemetry by its standard variables, against a collector that decodes what arrives.</summary>
public sealed class TelemetrySpecs : IDisposable
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736", Caller = "00f067aa0ba902b7";
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private readonly Sandbox sandbox = Sandbox.Of("quickstart");

    [Fact]
    public async Task I_can_see_an_apply_in_the_trace_of_the_pipeline_that_runs_it()
    {
        using var collector = new OtlpCollector();

        (await RunAsync(collector, ["apply", "--auto-approve"], environment => environment["TRACEPARENT"] = $"00-{Trace}-{Caller}-01")).Ended(0);

        var spans = collector.Spans;
        Assert.All(spans, span => Assert.Equal(Trace, span.Trace));
        var root = Assert.Single(spans, span => span.Parent == Caller);
        Assert.Equal(("xmppstate apply", "0", "apply"), (root.Name, root.Attributes["process.exit.code"], root.Attributes["xmppstate.command"]));
        var byId = spans.ToDictionary(span => span.Id);
        Assert.All(spans, span =>
        {
            Assert.True(span.Start <= span.End, span.Name);
            if (span == root) return;
            Assert.True(byId[span.Parent].Start <= span.Start, $"{span.Name} begins before {byId[span.Parent].Name}");
        });
        string[] under(OtlpSpan parent) => [.. spans.Where(span => span.Parent == parent.Id).OrderBy(span => span.Start).Select(span => span.Name)];
        Assert.Equal(["load", "validate", "observe partner", "plan", "execute", "confirm"], under(root).Where(name => !name.StartsWith("observe", StringComparison.Ordinal) || name == "observe partner"));
        var confirm = Assert.Single(spans, span => span.Name == "confirm");
        Assert.Contains("observe partner", under(confirm));
        Assert.Contains("plan", under(confirm));
        var calls = spans.Where(span => span.Name == "execute partner").ToList();
        Assert.Equal("execute", byId[Assert.Single(calls).Parent].Name);
        Assert.Equal(["create", "create", "create"], under(calls[0]));
        var step = spans.First(span => span.Parent == calls[0].Id);
        Assert.StartsWith("partner/", step.Attributes["xmppstate.resource.id"], StringComparison.Ordinal);
        Assert.Equal(("applied", "create"), (step.Attributes["xmppstate.step.outcome"], step.Attributes["xmppstate.step.operation"]));
        Assert.Equal(("gateway", "local", "3"), (calls[0].Attributes["xmppstate.provider.name"], calls[0].Attributes["xmppstate.provider.type"], calls[0].Attributes["xmppstate.step.count"]));
    }

    [Fact]
    public async Task I_can_measure_what_the_last_look_found_and_how_long_providers_took()
    {
        using var collector = new OtlpCollector();

        (await RunAsync(collector, ["apply", "--auto-approve"])).Ended(0);

        var points = collector.Points;
        Assert.All(points, point => Assert.NotEmpty(point.Unit));
        double items(string @class) => Assert.Single(points, point => point.Metric == "xmppstate.items" && point.Attributes["xmppstate.class"] == @class).Number;
        Assert.Equal((0, 0), (items("create"), items("unreadable")));
        Assert.Equal(3, points.Where(point => point.Metric == "xmppstate.steps" && point.Attributes["xmppstate.resource.kind"] == "partner" && point.Attributes["xmppstate.step.outcome"] == "applied").Sum(point => point.Number));
        var reads = Assert.Single(points, point => point.Metric == "xmppstate.provider.call.duration" && point.Attributes["xmppstate.provider.call"] == "observe" && point.Attributes["xmppstate.resource.kind"] == "partner");
        Assert.Equal((2ul, true), (reads.Count, reads.Number > 0));
        var left = Assert.Single(points, point => point.Metric == "xmppstate.certificate.time_left");
        Assert.Equal(("certificate/edge-external", "edge1.contoso.local", "s"), (left.Attributes["xmppstate.resource.id"], left.Attributes["xmppstate.member"], left.Unit));
        Assert.InRange(left.Number, TimeSpan.FromDays(89).TotalSeconds, TimeSpan.FromDays(90).TotalSeconds);
    }

    [Fact]
    public async Task Every_name_that_is_sent_stands_in_the_manual()
    {
        using var collector = new OtlpCollector();
        (await RunAsync(collector, ["apply", "--auto-approve"])).Ended(0);
        (await RunAsync(collector, ["drift"])).Ended(0);
        var manual = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src", "XmppDesiredState.Engine", "Telemetry", "README.md"), TestContext.Current.CancellationToken);

        string[] sent =
        [
            .. collector.Points.Select(point => point.Metric), .. collector.Points.SelectMany(point => point.Attributes.Keys), .. collector.Points.Select(point => point.Attributes.GetValueOrDefault("xmppstate.class")).OfType<string>(),
            .. collector.Spans.SelectMany(span => span.Attributes.Keys).Where(key => !key.StartsWith("xmppstate.step.outcome.", StringComparison.Ordinal)),
        ];
        Assert.All(sent.Distinct(), name => Assert.Contains($"`{name}`", manual, StringComparison.Ordinal));
    }

    [Fact]
    public async Task I_can_watch_drift_as_a_series()
    {
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0);
        sandbox.Write("live/partner/hand.example.yaml", sandbox.Read("live/partner/tailspintoys.com.yaml"));
        sandbox.Edit("live/partner/fabrikam.com.yaml", "connectionLimit: 20", "connectionLimit: 21");
        using var collector = new OtlpCollector();

        (await RunAsync(collector, ["drift"])).Ended(2);

        double items(string @class) => Assert.Single(collector.Points, point => point.Metric == "xmppstate.items" && point.Attributes["xmppstate.class"] == @class).Number;
        Assert.Equal((1, 1, 0, 0), (items("drift"), items("unlisted"), items("pending"), items("unreadable")));
        Assert.Contains(collector.Spans, span => span.Name == "xmppstate drift" && span.Status != OtlpSpan.Failed);
    }

    [Fact]
    public async Task I_can_go_from_a_line_of_the_log_to_its_span()
    {
        using var collector = new OtlpCollector();

        var run = (await RunAsync(collector, ["plan", "--log-format", "json", "--log-level", "debug"], environment => environment["TRACEPARENT"] = $"00-{Trace}-{Caller}-01")).Ended(0);

        var spans = collector.Spans.ToDictionary(span => span.Id, span => span.Name);
        var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.All(lines, line => Assert.Equal(Trace, line.GetProperty("trace_id").GetString()));
        Assert.All(lines, line => Assert.Contains(line.GetProperty("span_id").GetString()!, spans.Keys));
        var call = lines.Single(line => line.GetProperty("message").GetString()!.StartsWith("observe partner", StringComparison.Ordinal));
        Assert.Equal("observe partner", spans[call.GetProperty("span_id").GetString()!]);
    }

    [Fact]
    public async Task I_can_see_in_a_plan_what_is_to_be_done()
    {
        using var collector = new OtlpCollector();

        (await RunAsync(collector, ["plan", "--detailed-exitcode"])).Ended(2);

        Assert.Equal(6, Assert.Single(collector.Points, point => point.Metric == "xmppstate.items" && point.Attributes["xmppstate.class"] == "create" && point.Attributes["xmppstate.deployment"] == "quickstart").Number);
        // Differences are an answer, not an error.
        Assert.All(collector.Spans, span => Assert.NotEqual(OtlpSpan.Failed, span.Status));
        Assert.Equal("quickstart", Assert.Single(collector.Spans, span => span.Name == "xmppstate plan").Attributes["xmppstate.deployment"]);
    }

    [Fact]
    public async Task I_can_find_the_call_that_failed_by_its_code()
    {
        using var collector = new OtlpCollector();
        sandbox.Write("live", "a file where the folder should be");

        (await RunAsync(collector, ["plan"])).Ended(1).Says("XDS91");

        var failed = Assert.Single(collector.Spans, span => span.Name == "observe partner");
        Assert.Equal(OtlpSpan.Failed, failed.Status);
        Assert.Matches("^XDS91[0-9]{2}$", failed.Attributes["error.type"]);
        Assert.StartsWith(failed.Attributes["error.type"] + ": ", failed.Message, StringComparison.Ordinal);
        Assert.Equal((OtlpSpan.Failed, "failed"), (collector.Spans.Single(span => span.Name == "xmppstate plan").Status, collector.Spans.Single(span => span.Name == "xmppstate plan").Attributes["error.type"]));
        Assert.Contains(collector.Points, point => point.Metric == "xmppstate.provider.call.duration" && point.Attributes.GetValueOrDefault("error.type") == failed.Attributes["error.type"]);
    }

    [Fact]
    public async Task I_can_name_the_service_and_give_a_key_for_the_collector()
    {
        using var collector = new OtlpCollector();

        var run = await RunAsync(collector, ["plan"], environment =>
        {
            environment["OTEL_SERVICE_NAME"] = "federation";
            environment["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment.name=production,service.namespace=im";
            environment["OTEL_EXPORTER_OTLP_HEADERS"] = "api-key=k3y";
            environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        });

        run.Ended(0).Never("OpenTelemetry").Never("k3y");
        Assert.All(collector.Keys, key => Assert.Equal("k3y", key));
        Assert.Equal(("federation", "production", "im"), (collector.Resource["service.name"], collector.Resource["deployment.environment.name"], collector.Resource["service.namespace"]));
        Assert.Equal(CommandLine.Version, collector.Resource["service.version"]);
    }

    [Fact]
    public async Task A_service_without_a_name_is_the_program()
    {
        using var collector = new OtlpCollector();

        (await RunAsync(collector, ["validate"])).Ended(0);

        Assert.Equal("xmppstate", collector.Resource["service.name"]);
    }

    [Theory]
    [InlineData("OTEL_SDK_DISABLED", "true", "")]
    [InlineData("OTEL_TRACES_EXPORTER", "none", "/v1/metrics")]
    [InlineData("OTEL_METRICS_EXPORTER", "none", "/v1/traces")]
    public async Task I_can_turn_it_off(string variable, string value, string paths)
    {
        using var collector = new OtlpCollector();

        (await RunAsync(collector, ["plan"], environment => environment[variable] = value)).Ended(0).Never("OpenTelemetry");

        Assert.Equal(paths, string.Join(' ', collector.Paths.Distinct()));
    }

    [Fact]
    public async Task A_trace_that_its_caller_does_not_sample_is_not_sent()
    {
        using var collector = new OtlpCollector();

        (await RunAsync(collector, ["plan"], environment => environment["TRACEPARENT"] = $"00-{Trace}-{Caller}-00")).Ended(0);

        Assert.Empty(collector.Spans);
        Assert.NotEmpty(collector.Points);
    }

    [Fact]
    public async Task Nothing_is_sent_unless_a_variable_asks_for_it()
    {
        var plain = (await sandbox.RunAsync("plan")).Ended(0);
        var called = (await sandbox.RunAsync(environment => environment["TRACEPARENT"] = $"00-{Trace}-{Caller}-01", "plan")).Ended(0);

        Assert.Equal((plain.Out, plain.Error), (called.Out, called.Error));
    }

    [Theory]
    [InlineData("down")]
    [InlineData("silent")]
    [InlineData("failing")]
    public async Task A_collector_in_trouble_changes_neither_result_nor_exit_code(string trouble)
    {
        var plain = (await sandbox.RunAsync("plan", "--detailed-exitcode")).Ended(2);
        using var collector = trouble == "down" ? null : new OtlpCollector(trouble == "failing" ? HttpStatusCode.InternalServerError : HttpStatusCode.OK, isSilent: trouble == "silent");

        var run = (await sandbox.RunAsync(environment => environment[Endpoint] = collector?.Address ?? $"http://127.0.0.1:{FreePort.Take()}", "plan", "--detailed-exitcode")).Ended(2);

        Assert.Equal(plain.Out, run.Out);
        var warning = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("OpenTelemetry: Traces and metrics were not sent: ", warning, StringComparison.Ordinal);
        if (trouble == "failing") Assert.Contains("answered 500", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Endpoint, "c4nary is no address", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("OTEL_TRACES_EXPORTER", "c4nary", "OTEL_TRACES_EXPORTER")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/c4nary", "http/protobuf is used")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "c4nary", "OTEL_")]
    public async Task A_variable_that_cannot_be_used_is_named_and_not_shown(string variable, string value, string said)
    {
        using var collector = new OtlpCollector();

        var run = (await RunAsync(collector, ["plan"], environment => environment[variable] = value)).Ended(0).Never("c4nary").Says(said);

        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task What_is_declared_stands_in_no_span_and_no_measurement()
    {
        using var collector = new OtlpCollector();
        sandbox.Edit("desired.yaml", "  keepAliveInterval: 5m", "  keepAliveInterval: 5m\n  dialbackPassphrase: { env: PASSPHRASE, version: 1 }");

        (await RunAsync(collector, ["apply", "--auto-approve"], environment => environment["PASSPHRASE"] = "c4nary7d1f")).Ended(0);

        var text = Encoding.UTF8.GetString(collector.Bytes);
        Assert.Contains("gateway-settings", text, StringComparison.Ordinal);
        Assert.All((string[])["c4nary", "PASSPHRASE", "keepAlive", "sasl", "Verified", sandbox.Folder], word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));
    }

    public void Dispose() => sandbox.Dispose();

    private Task<ToolResult> RunAsync(OtlpCollector collector, string[] args, Action<IDictionary<string, string?>>? more = null) => sandbox.RunAsync(environment =>
    {
        environment[Endpoint] = collector.Address;
        // On a machine that is busy a test waits rather than fails.
        environment["OTEL_EXPORTER_OTLP_TIMEOUT"] = "60000";
        more?.Invoke(environment);
    }, args);
}
