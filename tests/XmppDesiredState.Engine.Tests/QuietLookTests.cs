using System.Collections.Immutable;
using XmppDesiredState.Engine.Drifting;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;

namespace XmppDesiredState.Engine.Tests;

/// <summary>A look between two runs: what happens when one comes in between.</summary>
public sealed class QuietLookTests
{
    private static readonly LockHolder Hanna = new("run-2", "hanna", "admin1", 42, "xmppstate apply", DateTimeOffset.UnixEpoch);
    private static readonly DriftReport Report = new() { IsRecorded = true, Plan = new Plan { Name = "rig", ConfigDigest = "", Timestamp = default } };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_at_it_one_look_is_enough() => Assert.Equal((1, null), await LooksAsync(new LookedAtStore()));

    [Fact]
    public async Task Somebody_at_it_before_no_look_is_taken_and_it_is_said_who()
    {
        var (looks, code) = await LooksAsync(new LookedAtStore { Holder = Hanna });
        Assert.Equal((0, "XDS6701"), (looks, code?.Split(' ')[0]));
        Assert.Contains("hanna on admin1 (process 42)", code, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_ends_within_the_time_given_is_waited_for()
    {
        var store = new LookedAtStore { Holder = Hanna };
        store.OnReadHolder = reads => store.Holder = reads < 3 ? Hanna : null;
        Assert.Equal((1, null), await LooksAsync(store, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Somebody_at_it_afterwards_nothing_is_concluded()
    {
        var store = new LookedAtStore();
        Assert.Equal((1, "XDS6701"), await CodeAsync(store, () => store.Holder = Hanna));
    }

    [Fact]
    public async Task A_run_in_between_a_second_look_is_taken()
    {
        var store = new LookedAtStore();
        Assert.Equal((2, null), await CodeAsync(store, () => store.Runs = ["run-1", "run-2"]));
    }

    [Fact]
    public async Task A_record_that_changed_in_between_a_second_look_is_taken_of_the_new_one()
    {
        var store = new LookedAtStore();
        Assert.Equal((2, null), await CodeAsync(store, () => store.Record = LastApplied.None with { Deployment = "rig" }));
    }

    [Fact]
    public async Task Runs_in_between_each_time_nothing_is_concluded()
    {
        var (store, runs) = (new LookedAtStore(), 0);
        Assert.Equal((2, "XDS6702"), await CodeAsync(store, () => store.Runs = store.Runs.Add($"again-{++runs}")));
    }

    private static async Task<(int, string?)> CodeAsync(LookedAtStore store, Action during)
    {
        var (looks, told) = await LooksAsync(store, default, during);
        return (looks, told?.Split(' ')[0]);
    }

    private static async Task<(int Looks, string? Told)> LooksAsync(LookedAtStore store, TimeSpan timeout = default, Action? during = null)
    {
        var looks = 0;
        var result = await new QuietLook(store, TimeProvider.System, _ => { }).TakeAsync(timeout, (record, _) =>
        {
            Assert.Same(store.Record, record);
            looks++;
            during?.Invoke();
            return Task.FromResult(Report);
        }, Token);
        Assert.NotEqual(result.Report is null, result.NotChecked is null);
        return (looks, result.NotChecked is { } why ? $"{why.Code} {why.Summary}" : null);
    }

    private sealed class LookedAtStore : IReadableRunStore
    {
        private int reads;

        public LockHolder? Holder { get; set; }

        public Action<int> OnReadHolder { get; set; } = _ => { };

        public ImmutableArray<string> Runs { get; set; } = ["run-1"];

        public LastApplied Record { get; set; } = LastApplied.None;

        public string Location => "store";

        public Task<LockHolder?> ReadHolderAsync(CancellationToken cancellationToken)
        {
            OnReadHolder(++reads);
            return Task.FromResult(Holder);
        }

        public Task<LastApplied> ReadLastAppliedAsync(CancellationToken cancellationToken) => Task.FromResult(Record);

        public Task<ImmutableArray<string>> ListRunIdsAsync(CancellationToken cancellationToken) => Task.FromResult(Runs);
    }
}
