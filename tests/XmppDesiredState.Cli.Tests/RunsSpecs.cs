using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Values;

namespace XmppDesiredState.Cli.Tests;

public sealed class RunsSpecs
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    [Theory]
    [InlineData("", "20261124T090000Z-0005 20261123T090000Z-0004 20261122T090000Z-0003 20261121T090000Z-0002 20261120T090000Z-0001")]
    [InlineData("--actor ANN", "20261122T090000Z-0003 20261120T090000Z-0001")]
    [InlineData("--actor ann --actor bob", "20261123T090000Z-0004 20261122T090000Z-0003 20261121T090000Z-0002 20261120T090000Z-0001")]
    [InlineData("--commit ABC1", "20261120T090000Z-0001")]
    [InlineData("--pull-request 17", "20261121T090000Z-0002")]
    [InlineData("--pull-request #17 --actor ann", "")]
    [InlineData("--since 2026-11-22", "20261124T090000Z-0005 20261123T090000Z-0004 20261122T090000Z-0003")]
    [InlineData("--until 2026-11-21", "20261121T090000Z-0002 20261120T090000Z-0001")]
    [InlineData("--since 2026-11-21T10:00:00+01:00 --until 2026-11-22T09:00:00Z", "20261121T090000Z-0002")]
    [InlineData("--since 35h", "20261124T090000Z-0005")]
    [InlineData("--outcome incomplete", "20261121T090000Z-0002")]
    [InlineData("--outcome cut-off --outcome waiting", "20261123T090000Z-0004 20261122T090000Z-0003")]
    [InlineData("--outcome running", "20261124T090000Z-0005")]
    [InlineData("--limit 2", "20261124T090000Z-0005 20261123T090000Z-0004")]
    public async Task I_can_choose_among_the_runs(string options, string ids)
    {
        await using var store = await FillAsync();
        await using var held = (await store.TryLockAsync(new LockHolder("20261124T090000Z-0005", "eve", "m", 1, "xmppstate apply", Start), default)).Lock;

        var run = await RunAsync([.. $"runs {options} --format csv".Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(ids, string.Join(' ', run.Ended(0).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[0])));
    }

    [Theory]
    [InlineData("text", "runs.txt")]
    [InlineData("json", "runs.json")]
    [InlineData("csv", "runs.csv")]
    public async Task I_can_read_the_runs_in_every_form(string format, string golden)
    {
        await using (await FillAsync()) { }
        Golden.Matches(golden, (await RunAsync("runs", "--format", format)).Ended(0).Out);
    }

    [Theory]
    [InlineData("text", "run.txt")]
    [InlineData("json", "run.json")]
    [InlineData("csv", "run.csv")]
    public async Task I_can_read_one_run_by_the_beginning_of_its_id(string format, string golden)
    {
        await using (await FillAsync()) { }
        Golden.Matches(golden, (await RunAsync("runs", "20261121", "--format", format)).Ended(0).Out);
    }

    [Theory]
    [InlineData("2026112", "5 begin so: 20261120T090000Z-0001, 20261121T090000Z-0002, 20261122T090000Z-0003, ….")]
    [InlineData("4711", "holds no run 4711.")]
    [InlineData("20261121T090000Z-0003", "Did you mean 20261121T090000Z-0002?")]
    public async Task I_am_told_which_runs_could_be_meant(string id, string told)
    {
        await using (await FillAsync()) { }
        (await RunAsync("runs", id)).Ended(1).Says("XDS7009").Says(told);
    }

    [Theory]
    [InlineData("runs --since yesterday", "not a time")]
    [InlineData("runs --since 2026-11-21T10:00:00", "not a time")]
    [InlineData("runs --limit 0", "not a number from 1 on")]
    [InlineData("runs --outcome good", "good")]
    [InlineData("runs 2026 --actor ann", "for the list")]
    public async Task I_am_told_what_is_wrong_with_my_choice(string line, string told) => (await RunAsync(line.Split(' '))).Ended(64).Says(told);

    [Fact]
    public async Task I_can_open_the_list_in_a_spreadsheet_without_running_what_somebody_wrote()
    {
        await using (var store = new FolderRunStore(Path.Combine(folder, ".xmppstate"), TimeProvider.System))
        {
            await store.AppendAsync("r1", [RunEvents.Started(Start, "=cmd|' /C calc'!A0", "m", "+1", "-2", "@SUM(A1)\r\n\"quoted\", and more")], default);
        }

        var line = (await RunAsync("runs", "--format", "csv")).Ended(0).Out;

        Assert.Contains("'=cmd|' /C calc'!A0,'+1,'-2,,\"'@SUM(A1)\n\"\"quoted\"\", and more\",cut-off,,\n", line, StringComparison.Ordinal);
    }

    private async Task<FolderRunStore> FillAsync()
    {
        var store = new FolderRunStore(Path.Combine(folder, ".xmppstate"), TimeProvider.System);
        await AddAsync("20261120T090000Z-0001", 0, "ann", "abc1234567890", "first, and \"last\"", null, "1 added", RunResults.Complete);
        await AddAsync("20261121T090000Z-0002", 1, "bob", "def", null, "17", "1 added, 1 failed", RunResults.Incomplete);
        await AddAsync("20261122T090000Z-0003", 2, "ann", null, null, null, "1 waiting", RunResults.Waiting);
        await AddAsync("20261123T090000Z-0004", 3, "bob", null, null, null, null, null);
        await AddAsync("20261124T090000Z-0005", 4, "eve", null, null, null, null, null);
        return store;

        async Task AddAsync(string id, int day, string actor, string? commit, string? reason, string? pullRequest, string? outcome, string? result)
        {
            var started = RunEvents.Started(Start.AddDays(day), actor, "machine", "xmppstate apply", commit, reason);
            if (pullRequest is not null) started = started with { Particulars = started.Particulars.Add("pull_request", new Value.Text(pullRequest)).Add("run_url", new Value.Text("https://ci.example/1")) };
            await store.AppendAsync(id, [started], default);
            if (outcome is null) return;
            var finished = RunEvents.Finished(Start.AddDays(day).AddMinutes(1), outcome);
            await store.AppendAsync(id, [finished with { Particulars = finished.Particulars.Add("result", new Value.Text(result!)) }], default);
        }
    }

    private Task<Run> RunAsync(params string[] args) => Run.Of(new FakeEngine { RootFolder = folder }, args, clock: new At(Start.AddDays(4).AddHours(12)));

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
