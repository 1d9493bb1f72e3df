using System.Globalization;
using System.Text.Json;
using XmppDesiredState.Cli.Tests.EndToEnd;

namespace XmppDesiredState.Cli.Tests;

/// <summary>What is told on standard error: for people, or as one JSON object a line.</summary>
public sealed class LogSpecs : IDisposable
{
    private static readonly string[] Levels = ["error", "warn", "info", "debug"];
    private readonly Sandbox sandbox = Sandbox.Of("quickstart");

    public static TheoryData<string, int> Commands => new()
    {
        { "validate", 0 },
        { "plan --log-level debug", 0 },
        { "plan -f nowhere", 1 },
        { "plan --out no/such/folder/plan.json", 1 },
        { "apply", 4 },
        { "apply --auto-approve --reason first", 0 },
        { "show nowhere.json", 1 },
        { "runs no-such-run", 1 },
        { "export --provider gateway --log-level debug", 0 },
        { "export --provider nobody", 1 },
        { "partner-sheet fabrikam.com", 0 },
        { "partner-sheet contoso.com", 1 },
        { "script --observe --format=powershell", 1 },
        { "explain XDS0000", 1 },
        { "providers nothing", 1 },
        { "fmt nowhere.yaml", 1 },
        { "plan --no-such-option", 64 },
        { "plan --format nothing", 64 },
        { "apply --nothing", 64 },
        { "explain --XDS", 64 },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_line_is_an_object_that_names_its_run(string line, int code)
    {
        var run = (await RunAsync([.. line.Split(' '), "--log-format", "json"])).Ended(code);

        var records = Records(run);
        if (code is 1 or 64) Assert.NotEmpty(records);
        Assert.All(records, record =>
        {
            Assert.True(DateTimeOffset.TryParseExact(record.GetProperty("time").GetString(), "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _));
            Assert.Contains(record.GetProperty("level").GetString(), Levels);
            Assert.NotEmpty(record.GetProperty("message").GetString()!);
            Assert.Equal(line.Split(' ')[0], record.GetProperty("command").GetString());
            Assert.False(record.TryGetProperty("trace_id", out _));
        });
        Assert.InRange(records.Select(record => record.GetProperty("run_id").GetString()).Distinct().Count(), 0, 1);
        if (code is 1 or 64) Assert.Contains(records, record => record.GetProperty("level").GetString() == "error");
    }

    [Fact]
    public async Task I_can_find_a_run_of_the_store_by_its_lines()
    {
        var run = (await RunAsync("apply", "--auto-approve", "--log-format", "json")).Ended(0);

        var records = Records(run);
        Assert.Contains(records, record => record.GetProperty("message").GetString()!.StartsWith("[1/", StringComparison.Ordinal));
        Assert.All(records, record => Assert.Equal("quickstart", record.GetProperty("deployment").GetString()));
        var id = records.Select(record => record.GetProperty("run_id").GetString()!).Distinct().Single();
        (await RunAsync("runs", id)).Ended(0).Says("xmppstate apply");
    }

    [Fact]
    public async Task I_can_ask_for_it_once_in_the_environment()
    {
        foreach (var args in (string[][])[["plan", "-f", "nowhere"], ["plan", "--no-such-option"]])
            Assert.NotEmpty(Records(await Run.Of(null, args, variables => variables["XMPPSTATE_LOG_FORMAT"] = "json", folder: sandbox.Folder)));
    }

    [Fact]
    public async Task I_can_see_the_code_the_place_and_the_cure_of_what_is_wrong()
    {
        sandbox.Edit("desired.yaml", "  keepAliveInterval: 5m", "  keepAliveIntervall: 5m");

        var record = Records((await RunAsync("plan", "--log-format", "json")).Ended(1))[0];

        Assert.Equal(("error", "XDS1040", "desired.yaml"), (record.GetProperty("level").GetString(), record.GetProperty("code").GetString(), record.GetProperty("file").GetString()));
        Assert.Equal((30, 3), (record.GetProperty("line").GetInt32(), record.GetProperty("column").GetInt32()));
        Assert.Contains("keepAliveInterval", record.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_moves_the_cursor_or_begins_a_line_is_written_out()
    {
        sandbox.Write("desired.yaml", "apiVersion: xmppstate/v1\nproviders: { g: { type: local, path: live } }\npartners: { provider: g, list: [ { domain: \"a\\e[31m\\r\\n{\\\"level\\\":\\\"info\\\"}\\u202e.example\" } ] }\n");

        foreach (var format in (string[])["json", "text"])
        {
            var run = (await RunAsync("plan", "--log-format", format)).Ended(1);
            Assert.DoesNotContain(run.Error, character => character is '\e' or '\r' or '\u202e');
            if (format == "json") Assert.All(Records(run), record => Assert.Equal("plan", record.GetProperty("command").GetString()));
        }
    }

    [Fact]
    public async Task I_can_see_each_call_of_a_provider_and_how_long_it_took()
    {
        var run = (await RunAsync("apply", "--auto-approve", "--log-level", "debug")).Ended(0);

        Assert.Equal(2, Lines(run, @"^observe partner by gateway \(local\): \d resources?, [\d.]+ ms$"));
        Assert.Equal(1, Lines(run, @"^execute partner by gateway \(local\): 3 steps, 3 applied, [\d.]+ ms$"));
        Assert.Equal(2, Lines(run, @"^observe srv-record by dns \(zone-file\): \d resources?, [\d.]+ ms$"));
        (await RunAsync("plan", "--log-level", "info")).Ended(0).Never("observe ");
    }

    [Fact]
    public async Task I_can_see_by_which_code_a_call_failed()
    {
        sandbox.Write("live", "a file where the folder should be");

        var text = (await RunAsync("plan", "--log-level", "debug")).Ended(1);
        var json = Records(await RunAsync("plan", "--log-level", "debug", "--log-format", "json"));

        Assert.Equal(1, Lines(text, @"^observe partner by gateway \(local\): XDS91\d\d, [\d.]+ ms$"));
        var call = json.Single(record => record.GetProperty("message").GetString()!.StartsWith("observe partner by gateway", StringComparison.Ordinal));
        Assert.Equal("debug", call.GetProperty("level").GetString());
        Assert.True(call.GetProperty("duration_ms").GetDouble() > 0);
        Assert.Matches("^XDS91[0-9]{2}$", call.GetProperty("attributes").GetProperty("error.type").GetString());
    }

    public void Dispose() => sandbox.Dispose();

    private Task<Run> RunAsync(params string[] args) => Run.Of(null, args, folder: sandbox.Folder);

    private static List<JsonElement> Records(Run run) => [.. run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private static int Lines(Run run, string pattern) => run.Error.Split('\n').Count(line => System.Text.RegularExpressions.Regex.IsMatch(line, pattern));
}
