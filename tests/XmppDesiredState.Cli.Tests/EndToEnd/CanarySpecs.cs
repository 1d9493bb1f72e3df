using XmppDesiredState.Cli.Commands;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Tests.EndToEnd.Telemetry;
using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>
/// Secrets go to whom they are for and nowhere else: not into any form of any result, nor into logs at any level in either format, traces,
/// measurements, saved plans and the run store.
/// </summary>
[TakesLong(60)]
public sealed class CanarySpecs : IDisposable
{
    private const string OfVariable = "c4nary+env/7d1f=é", OfFile = "c4nary file\\9b1e&<>", OfProgram = "YzRuYXJ5IHByb2dyYW0gNWEyYw==", OfCollector = "c4naryheader3f6a";
    private static readonly string[] Programs = ["tsig.txt", "pfx.txt"];
    private readonly Sandbox sandbox = Sandbox.Of("quickstart");
    private readonly OtlpCollector collector = new();
    private readonly List<SecretForms> secrets = [new(OfVariable), new(OfFile), new(OfProgram), new(OfCollector)];

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task A_secret_is_in_no_form_of_what_went_well(string log)
    {
        Declare();

        await NowhereAsync(log, 0, ["validate", .. Forms("validate")]);
        await NowhereAsync(log, 0, ["plan", "--out", "plan.json", .. Forms("plan")]);
        // What is no secret is found in every place where secrets are looked for.
        var known = new SecretForms("fabrikam.com");
        Assert.All(OutputOptions.OfReports.Where(form => form is not (OutputFormat.Text or OutputFormat.GitHub or OutputFormat.Prometheus)).Select(OutputTarget.WordOf), word => Assert.NotEmpty(known.In(File.ReadAllBytes(sandbox.PathOf($"plan.{word}")))));
        Assert.True(sandbox.Has("plan.github") && sandbox.Has("plan.prometheus"));
        await NowhereAsync(log, 0, ["show", "plan.json", .. Forms("show")]);
        await NowhereAsync(log, 0, ["apply", "plan.json", "--reason", "first", .. Forms("apply")]);
        // From here on also the keys that were made, which only their own files hold.
        secrets.AddRange(Keys.Select(key => new SecretForms(File.ReadAllLines(key)[1])));
        Assert.InRange(secrets.Count, 6, 8);
        Assert.NotEmpty(known.In(collector.Bytes));
        Assert.True(sandbox.Has("live/certificates/edge-external/certificate.pfx"));
        await NowhereAsync(log, 0, ["drift", .. Forms("drift")]);
        sandbox.Write("live/partner/hand.example.yaml", sandbox.Read("live/partner/tailspintoys.com.yaml"));
        await NowhereAsync(log, null, ["drift", .. Forms("drift")]);
        await NowhereAsync(log, null, ["plan", "--renew", "certificate/edge-external", .. Forms("plan")]);
        await NowhereAsync(log, null, ["verify", "contoso.com", "--resolver", "127.0.0.1", "--timeout", "1s", "--certificate", "live/certificates/edge-external/fullchain.pem", "--key", "live/certificates/edge-external/key.pem", .. Forms("verify")]);
        foreach (var args in (string[][])[["runs"], ["runs", "--format", "json"], ["export", "--provider", "gateway"], ["partner-sheet", "fabrikam.com"], ["providers"], ["deployments"], ["unlock"], ["fmt", "--check"]])
            await NowhereAsync(log, null, args);
        Assert.Contains(collector.Spans, span => span.Name == "execute certificate");
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task A_secret_is_in_no_form_of_what_failed(string log)
    {
        Declare();
        // A name server that is not there, and a folder that is a file.
        sandbox.Edit("desired.yaml", "  dns: { type: zone-file, zones: { contoso.com: zones/contoso.com.zone } }",
            $"  dns: {{ type: rfc2136, server: \"127.0.0.1:{Servers.FreePort.Take()}\", zones: [contoso.com], keys: [ {{ name: tsig, secret: {{ command: [cat, tsig.txt] }} }} ] }}");
        sandbox.Write("live", "no folder");

        foreach (var command in (string[])["plan", "drift"]) await NowhereAsync(log, 1, [command, "--timeout", "2s", .. Forms(command)]);
        await NowhereAsync(log, null, ["apply", "--auto-approve", "--timeout", "2s", .. Forms("apply")]);
        File.Delete(sandbox.PathOf("live"));
        await NowhereAsync(log, null, ["apply", "--auto-approve", "--timeout", "2s", .. Forms("apply")]);
        File.Delete(sandbox.PathOf("pfx.txt"));
        await NowhereAsync(log, null, ["apply", "--auto-approve", "--timeout", "2s", .. Forms("apply")]);
        await NowhereAsync(log, null, ["runs", "--format", "json"]);
    }

    public void Dispose()
    {
        collector.Dispose();
        sandbox.Dispose();
    }

    private string[] Keys => Directory.Exists(sandbox.PathOf("live")) ? Directory.GetFiles(sandbox.PathOf("live"), "key.pem", SearchOption.AllDirectories) : [];

    private void Declare()
    {
        sandbox.Write("tsig.txt", OfProgram + "\n");
        sandbox.Write("pfx.txt", OfFile + "\n");
        sandbox.Edit("desired.yaml", "  keepAliveInterval: 5m", "  keepAliveInterval: 5m\n  dialbackPassphrase: { env: PASSPHRASE, version: 1 }");
        sandbox.Edit("desired.yaml", "path: live/certificates }", "path: live/certificates, pfx: { password: { file: pfx.txt } } }");
    }

    // Every form the command has, each into a file of its own beside the text.
    private static IEnumerable<string> Forms(string command) =>
        OutputOptions.OfReports.Where(form => form != OutputFormat.Text).Select(OutputTarget.WordOf).SelectMany(word => (string[])["--format", $"{word}={command}.{word}"]);

    private async Task NowhereAsync(string log, int? code, string[] args)
    {
        var run = await Tool.RunAsync(sandbox.Folder, [.. args, "--log-level", "debug", "--log-format", log], environment =>
        {
            environment["PASSPHRASE"] = OfVariable;
            environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
            environment["OTEL_EXPORTER_OTLP_HEADERS"] = $"api-key={OfCollector}";
            environment["OTEL_EXPORTER_OTLP_TIMEOUT"] = "60000";
            environment["GITHUB_STEP_SUMMARY"] = sandbox.PathOf("summary.md");
            environment["GITHUB_OUTPUT"] = sandbox.PathOf("outputs");
        });
        if (code is { } wanted) run.Ended(wanted);
        Assert.False(run.Code == 64, $"{string.Join(' ', args)} is no command line.\n{run.All}");
        var places = new Dictionary<string, byte[]> { ["what was said"] = System.Text.Encoding.UTF8.GetBytes(run.All), ["what the collector got"] = collector.Bytes };
        foreach (var (file, content) in sandbox.Snapshot())
        {
            if (!Programs.Contains(file) && !Keys.Contains(sandbox.PathOf(file))) places[file] = Convert.FromBase64String(content);
        }

        var found = from place in places from secret in secrets from form in secret.In(place.Value) select $"{place.Key}: a secret {form}";
        Assert.True(!found.Any(), $"xmppstate {string.Join(' ', args)}\n{string.Join('\n', found)}");
    }
}
