using XmppDesiredState.Blobs;
using XmppDesiredState.Providers;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Engine.Runs.Blobs;

/// <summary>The lock while time passes. The clock is the test's; every wait stands until it is moved.</summary>
public sealed class BlobLeaseTests : IAsyncDisposable
{
    private static readonly LockHolder Holder = new("r1", "hanna", "admin1", 42, "apply", DateTimeOffset.UnixEpoch);

    private readonly ManualClock clock = new(new DateTimeOffset(2026, 11, 23, 13, 15, 0, TimeSpan.Zero));
    private readonly ScriptedBlobs blobs = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => blobs.DisposeAsync();

    [Fact]
    public async Task Lock_Held_IsRenewedEveryTwentySeconds()
    {
        await using var store = new BlobRunStore(blobs, clock);
        var held = await LockAsync(store);
        for (var renewed = 1; renewed <= 10; renewed++)
        {
            await AdvanceAsync(20, held);
            Assert.Equal(renewed, Renewals);
        }

        Assert.False(held.Lost.IsCancellationRequested);
        await held.DisposeAsync();
        Assert.Equal(["delete lock.json", "release last-applied.json"], blobs.Calls[^2..]);
        Assert.Equal(0, clock.Waiting);
        await store.DisposeAsync();
    }

    [Fact]
    public async Task Lock_ThatCannotBeRenewed_IsLostTenSecondsBeforeItsEnd()
    {
        await using var store = new BlobRunStore(blobs, clock);
        var held = await LockAsync(store);
        blobs.Before = (call, _) => call == "renew" ? ScriptedBlobs.Lost : null;
        await AdvanceAsync(49, held);
        Assert.False(held.Lost.IsCancellationRequested);
        Assert.True(Renewals > 5, "It must be tried again and again.");
        await AdvanceAsync(1, held);
        Assert.True(held.Lost.IsCancellationRequested);

        var refused = await Assert.ThrowsAsync<ProviderException>(() => store.WriteLastAppliedAsync(LastApplied.None with { Deployment = "late" }, Token));
        Assert.Equal("XDS8015", refused.Diagnostic.Code);
        Assert.DoesNotContain("put last-applied.json", blobs.Calls.Skip(blobs.Calls.IndexOf("lease last-applied.json") + 4));
    }

    [Fact]
    public async Task Lock_WhoseSecretCannotBeHadForAMoment_IsRenewedLater()
    {
        await using var store = new BlobRunStore(blobs, clock);
        var held = await LockAsync(store);
        blobs.Before = (call, _) => call == "renew" ? new ProviderException(RunStoreDiagnostics.All[0].At(null, "No secret.", "Wait.")) : null;
        await AdvanceAsync(30, held);
        blobs.Before = (_, _) => null;
        await AdvanceAsync(60, held);
        Assert.False(held.Lost.IsCancellationRequested);
        await held.DisposeAsync();
    }

    [Fact]
    public async Task Lock_RenewedLate_GoesOnFromThere()
    {
        await using var store = new BlobRunStore(blobs, clock);
        var held = await LockAsync(store);
        blobs.Before = (call, _) => call == "renew" ? ScriptedBlobs.Lost : null;
        await AdvanceAsync(40, held);
        blobs.Before = (_, _) => null;
        await AdvanceAsync(5, held);
        blobs.Before = (call, _) => call == "renew" ? ScriptedBlobs.Lost : null;
        await AdvanceAsync(40, held);
        Assert.False(held.Lost.IsCancellationRequested);
        await AdvanceAsync(15, held);
        Assert.True(held.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Lock_TakenFromOutside_IsLostAtTheNextRenewal()
    {
        await using var store = new BlobRunStore(blobs, clock);
        var held = await LockAsync(store);
        await blobs.BreakLeaseAsync("last-applied.json", Token);
        await AdvanceAsync(19, held);
        Assert.False(held.Lost.IsCancellationRequested);
        await AdvanceAsync(1, held);
        Assert.True(held.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Lock_WhoseAnswerWasLost_IsTakenOnce()
    {
        var lost = 2;
        blobs.After = (call, _) => call == "lease" && lost-- > 0 ? ScriptedBlobs.Lost : null;
        await using var store = new BlobRunStore(blobs, TimeProvider.System, TimeSpan.FromMilliseconds(1));
        await using var held = (await store.TryLockAsync(Holder, Token)).Lock;
        Assert.NotNull(held);
    }

    [Fact]
    public async Task Lock_WhoseHolderCannotBeNoted_IsGivenBack()
    {
        blobs.Before = (call, name) => (call, name) == ("put", "lock.json") ? new BlobException(BlobTrouble.Forbidden, "status 403") : null;
        await using var store = new BlobRunStore(blobs, TimeProvider.System, TimeSpan.FromMilliseconds(1));
        Assert.Equal("XDS8011", (await Assert.ThrowsAsync<ProviderException>(() => store.TryLockAsync(Holder, Token))).Diagnostic.Code);
        blobs.Before = (_, _) => null;
        await using var other = new BlobRunStore(blobs, TimeProvider.System, TimeSpan.FromMilliseconds(1));
        Assert.NotNull((await other.TryLockAsync(Holder, Token)).Lock);
    }

    private int Renewals => blobs.Calls.Count(call => call == "renew last-applied.json");

    private static async Task<IRunLock> LockAsync(BlobRunStore store) => (await store.TryLockAsync(Holder, Token)).Lock!;

    // A second at a time. What a wait has woken gets its turn before the next: it waits again, beside the timer of the end, or the lock is lost.
    private async Task AdvanceAsync(int seconds, IRunLock held)
    {
        for (var second = 0; second < seconds; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            for (var turn = 0; turn < 5000 && clock.Waiting < 2 && !held.Lost.IsCancellationRequested; turn++) await Task.Delay(1, Token);
        }
    }
}
