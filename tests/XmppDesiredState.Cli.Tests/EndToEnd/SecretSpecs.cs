using System.Text;

namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>A secret goes to the provider and nowhere else.</summary>
public sealed class SecretSpecs : IDisposable
{
    // Whatever quoting or escaping does to the rest, this part stays as it is.
    private const string Canary = "c4nary7d1f";
    private const string Secret = "\"'<&>\\ ${x} %s " + Canary + " é🗝\t|";
    private static readonly string[] Levels = ["error", "warn", "info", "debug"];
    private readonly Sandbox sandbox = Sandbox.Empty();

    public static TheoryData<string> Sources => ["env: PASSPHRASE", "file: passphrase.txt", "command: [cat, passphrase.txt]"];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task A_secret_appears_nowhere_when_all_goes_well(string source)
    {
        Declare(source);
        foreach (var level in Levels)
        {
            Directory.Delete(sandbox.PathOf("live"), recursive: true);
            await NowhereAsync(0, "plan", "--log-level", level, "--out", "plan.json", "--format", "markdown=plan.md", "--format", "sarif=plan.sarif", "--format", "junit=plan.xml", "--format", "prometheus=plan.prom", "--format", "github=plan.github");
            await NowhereAsync(0, "show", "plan.json");
            await NowhereAsync(0, "apply", "plan.json", "--log-level", level, "--format", "json", "--format", "markdown=apply.md", "--format", "text=apply.txt");
            await NowhereAsync(0, "runs");
            await NowhereAsync(0, "drift", "--log-level", level);
            sandbox.Edit("live/gateway-settings/global.yaml", "keepAliveInterval: 4m", "keepAliveInterval: 7m");
            await NowhereAsync(2, "drift", "--log-level", level, "--format", "json", "--format", "markdown=drift.md", "--format", "text=drift.txt", "--format", "sarif=drift.sarif", "--format", "junit=drift.xml", "--format", "prometheus=drift.prom", "--format", "github=drift.github");
            await NowhereAsync(0, "apply", "--auto-approve");
            await NowhereAsync(0, "plan", "--log-level", level);
            Directory.Delete(sandbox.PathOf(".xmppstate"), recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task A_secret_appears_nowhere_when_the_provider_fails(string source)
    {
        Declare(source);
        Directory.Delete(sandbox.PathOf("live"), recursive: true);
        sandbox.Write("live", "a file where the folder should be");
        foreach (var level in Levels)
        {
            await NowhereAsync(1, "plan", "--log-level", level, "--out", "plan.json");
            await NowhereAsync(1, "apply", "--auto-approve", "--log-level", level, "--format", "json");
            await NowhereAsync(1, "drift", "--log-level", level, "--format", "json", "--format", "markdown=drift.md");
        }
    }

    [Theory]
    [InlineData("command: [sh, -c, \"cat passphrase.txt; cat passphrase.txt >&2; exit 3\"]")]
    [InlineData("command: [no-such-program]")]
    [InlineData("env: NOT_SET")]
    [InlineData("file: empty.txt")]
    [InlineData("file: /dev/zero")]
    [InlineData("command: [cat, /dev/zero]")]
    public async Task A_secret_that_cannot_be_had_is_named_and_not_shown(string source)
    {
        sandbox.Write("empty.txt", "");
        Declare(source);

        var failed = await NowhereAsync(3, "apply", "--auto-approve", "--log-level", "debug");

        Assert.Matches("XDS900[12]", failed.All);
        failed.Never("   at ");
        Assert.True(failed.Took < TimeSpan.FromSeconds(10), $"It took {failed.Took}.");
    }

    [Fact]
    public async Task A_literal_secret_is_refused_and_not_shown()
    {
        sandbox.Write("desired.yaml", $$"""
            apiVersion: xmppstate/v1
            providers: { g: { type: local, path: live } }
            gatewaySettings: { provider: g, dialbackPassphrase: "{{Canary}} \u00e9" }

            """);
        foreach (var format in (string[])["text", "json", "markdown"])
        {
            (await sandbox.RunAsync("validate", "--format", format)).Ended(1).Says("XDS1045").Never(Canary);
            (await sandbox.RunAsync("plan", "--format", format, "--log-level", "debug")).Ended(1).Says("XDS1045").Never(Canary);
        }
    }

    public void Dispose() => sandbox.Dispose();

    private void Declare(string source)
    {
        sandbox.Write("live/keep", "");
        sandbox.Write("passphrase.txt", Secret + "\n");
        sandbox.Write("desired.yaml", $$"""
            apiVersion: xmppstate/v1
            providers: { g: { type: local, path: live } }
            gatewaySettings: { provider: g, keepAliveInterval: 4m, dialbackPassphrase: { {{source}}, version: 1 } }

            """);
    }

    private async Task<ToolResult> NowhereAsync(int code, params string[] args)
    {
        var result = (await Tool.RunAsync(sandbox.Folder, args, environment => environment["PASSPHRASE"] = Secret)).Ended(code).Never(Canary);
        foreach (var (file, content) in sandbox.Snapshot())
            Assert.True(file == "passphrase.txt" || !Encoding.UTF8.GetString(Convert.FromBase64String(content)).Contains(Canary, StringComparison.Ordinal), $"{file} holds the secret.");
        Directory.CreateDirectory(sandbox.PathOf(".xmppstate"));
        return result;
    }
}
