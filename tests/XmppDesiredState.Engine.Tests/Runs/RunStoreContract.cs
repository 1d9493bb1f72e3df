using System.Collections.Immutable;
using CsCheck;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Runs;

/// <summary>
/// What every run store must do, whatever it keeps its data in. That a lock does not outlive its process is shown by the tests of the
/// command line, which kill real ones.
/// </summary>
public abstract class RunStoreContract
{
    protected static readonly DateTimeOffset Now = new(2026, 11, 23, 13, 15, 0, TimeSpan.Zero);
    protected static readonly LockHolder Holder = new("20261123T131500Z-1a2b", "hanna", "admin1", 42, "apply", Now);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A store on the same, at first empty, place each time.</summary>
    protected abstract IRunStore Open();

    [Fact]
    public async Task Lock_WhileHeld_ExcludesOthersAndSaysWho()
    {
        await using var first = Open();
        await using var second = Open();
        var (held, _) = await first.TryLockAsync(Holder, Token);
        Assert.NotNull(held);
        Assert.False(held.Lost.IsCancellationRequested);
        Assert.Equal((null, Holder), await second.TryLockAsync(Holder with { Actor = "otto" }, Token));
        Assert.Equal((null, Holder), await first.TryLockAsync(Holder with { Actor = "otto" }, Token));

        await held.DisposeAsync();
        var (again, holder) = await second.TryLockAsync(Holder with { Actor = "otto" }, Token);
        Assert.NotNull(again);
        Assert.Equal("otto", holder?.Actor);
        await again.DisposeAsync();
    }

    [Fact]
    public async Task Lock_OfADisposedStore_IsReleased()
    {
        await using (var first = Open()) Assert.NotNull((await first.TryLockAsync(Holder, Token)).Lock);
        await using var second = Open();
        Assert.NotNull((await second.TryLockAsync(Holder, Token)).Lock);
    }

    [Fact]
    public async Task Unlock_WhileHeld_RefusesAndSaysWho()
    {
        await using var first = Open();
        await using var second = Open();
        await using var held = (await first.TryLockAsync(Holder, Token)).Lock;
        Assert.Equal((false, Holder), await second.UnlockAsync(Token));
    }

    [Fact]
    public async Task Unlock_WithNothingLeft_ReleasesNothing()
    {
        await using var store = Open();
        Assert.Equal((false, null), await store.UnlockAsync(Token));
        await using (await LockAsync(store)) { }
        Assert.Equal((false, null), await store.UnlockAsync(Token));
    }

    [Fact]
    public async Task Holder_ReadByWhoOnlyLooks_IsWhoHoldsTheLock()
    {
        await using var first = Open();
        await using var second = Open();
        Assert.Null(await second.ReadHolderAsync(Token));
        await using (await LockAsync(first))
        {
            Assert.Equal(Holder, await second.ReadHolderAsync(Token));
            Assert.Equal(Holder, await first.ReadHolderAsync(Token));
            Assert.Equal(Holder, await second.ReadHolderAsync(Token));
        }

        Assert.Null(await second.ReadHolderAsync(Token));
        await using var again = await LockAsync(second);
        Assert.NotNull(again);
    }

    [Fact]
    public async Task LastApplied_OfANewStore_IsNone()
    {
        await using var store = Open();
        Assert.Same(LastApplied.None, await store.ReadLastAppliedAsync(Token));
    }

    [Fact]
    public async Task LastApplied_WrittenAndRead_IsTheSame()
    {
        await using var store = Open();
        await using var held = await LockAsync(store);
        await Generators.LastApplied.SampleAsync(async written =>
        {
            await store.WriteLastAppliedAsync(written, Token);
            await using var other = Open();
            var read = await other.ReadLastAppliedAsync(Token);
            Assert.Equal(written.Deployment, read.Deployment);
            Assert.Equal(written.Targets, read.Targets);
            Assert.Equal(written.Entries.Keys, read.Entries.Keys);
            Assert.All(written.Entries, entry =>
            {
                Assert.Equal(entry.Value.Resource, read.Entries[entry.Key].Resource);
                Assert.Equal(entry.Value.Protect, read.Entries[entry.Key].Protect);
                Assert.Equal(entry.Value.WriteOnly, read.Entries[entry.Key].WriteOnly);
            });
        }, iter: 30, threads: 1);
    }

    [Fact]
    public async Task LastApplied_WithoutTheLock_IsNotWritten()
    {
        await using var store = Open();
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.WriteLastAppliedAsync(LastApplied.None, Token));
    }

    [Fact]
    public async Task Runs_OfANewStore_AreNone()
    {
        await using var store = Open();
        Assert.Empty(await store.ListRunsAsync(Token));
        Assert.Empty(await store.ListRunIdsAsync(Token));
        Assert.Null(await store.ReadRunAsync("20261123T131500Z-1a2b", Token));
        Assert.Null(await store.ReadRunAsync("../last-applied", Token));
    }

    [Fact]
    public async Task Events_Appended_AreReadInTheirOrder()
    {
        await using var store = Open();
        ImmutableArray<RunEvent> events =
        [
            RunEvents.Started(Now, "hanna", "admin1", "apply", "abc", "new partner"),
            new RunEvent(Now.AddSeconds(1), RunEvents.StepFinishedType, Value.Map.NoItems.Add("step", new Value.Number(1)).Add("note", new Value.Text("a\nb"))),
            RunEvents.Finished(Now.AddSeconds(2), "Apply complete!"),
        ];
        foreach (var entry in events) await store.AppendAsync("r1", [entry], Token);
        var read = await store.ReadRunAsync("r1", Token);
        Assert.Equal(events.Select(entry => (entry.At, entry.Type)), read!.Value.Select(entry => (entry.At, entry.Type)));
        Assert.Equal(events[1].Particulars, read.Value[1].Particulars);
    }

    [Fact]
    public async Task Runs_Listed_AreNewestFirstWithTheirOutcome()
    {
        await using var store = Open();
        await store.AppendAsync("r1", [RunEvents.Started(Now, "hanna", "admin1", "apply", "abc", "new partner")], Token);
        await store.AppendAsync("r1", [RunEvents.Finished(Now.AddSeconds(2), "Apply complete!")], Token);
        await store.AppendAsync("r2", [RunEvents.Started(Now.AddDays(1), "otto", "admin1", "apply", null, null)], Token);
        Assert.Equal(
        [
            new RunRecord("r2", Now.AddDays(1), "otto", "apply", null, null, null),
            new RunRecord("r1", Now, "hanna", "apply", "abc", "new partner", "Apply complete!"),
        ], await store.ListRunsAsync(Token));
        Assert.Equal(["r1", "r2"], (await store.ListRunIdsAsync(Token)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Events_AppendedByManyAtOnce_AreAllThere()
    {
        await using var store = Open();
        await Task.WhenAll(Enumerable.Range(0, 60).Select(n => Task.Run(() =>
            store.AppendAsync($"r{n % 2}", [new RunEvent(Now, RunEvents.StepStartedType, Value.Map.NoItems.Add("step", new Value.Number(n)))], Token), Token)));
        foreach (var run in new[] { 0, 1 })
        {
            var steps = (await store.ReadRunAsync($"r{run}", Token))!.Value.Select(entry => ((Value.Number)entry.Particulars["step"]).Content);
            Assert.Equal(Enumerable.Range(0, 60).Where(n => n % 2 == run).Select(n => (long)n), steps.Order());
        }
    }

    [Fact]
    public async Task History_OfANewStore_IsNone()
    {
        await using var store = Open();
        Assert.Equal((VerdictHistory.None, null), await store.FoldHistoryAsync(history => history, Token));
    }

    [Fact]
    public async Task History_Folded_IsWhatTheNextFoldGets()
    {
        await using (var store = Open())
        {
            var (kept, problem) = await store.FoldHistoryAsync(history => history.With("fabrikam.com", PastVerdict.Works, Now).With("old.example", PastVerdict.CannotTell, Now), Token);
            Assert.Null(problem);
            Assert.Equal(["fabrikam.com", "old.example"], kept!.Domains.Keys);
        }

        await using var other = Open();
        await using var held = await LockAsync(other);
        var (history, _) = await other.FoldHistoryAsync(history => history.With("fabrikam.com", PastVerdict.CannotWork, Now.AddHours(1)).With("fabrikam.com", PastVerdict.CannotWork, Now.AddHours(2)), Token);
        Assert.Equal(new PastLooks(PastVerdict.CannotWork, Now.AddHours(1), Now.AddHours(2), 2, Now), history!.Domains["fabrikam.com"]);
        Assert.Equal(PastLooks.First(PastVerdict.CannotTell, Now), history.Domains["old.example"]);
        Assert.Equal(history.Domains, (await other.FoldHistoryAsync(kept => kept, Token)).History!.Domains);
    }

    [Fact]
    public async Task History_FoldedByManyAtOnce_CountsEveryOne()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Task.Run(async () =>
        {
            await using var store = Open();
            Assert.Null((await store.FoldHistoryAsync(history => history.With("fabrikam.com", PastVerdict.Works, Now.AddSeconds(n)).With($"d{n}.example", PastVerdict.Works, Now), Token)).Problem);
        }, Token)));
        await using var after = Open();
        var domains = (await after.FoldHistoryAsync(history => history, Token)).History!.Domains;
        Assert.Equal(41, domains.Count);
        Assert.Equal(new PastLooks(PastVerdict.Works, Now, Now.AddSeconds(39), 40, Now.AddSeconds(39)), domains["fabrikam.com"]);
    }

    protected static async Task<IRunLock> LockAsync(IRunStore store) => (await store.TryLockAsync(Holder, Token)).Lock!;
}
