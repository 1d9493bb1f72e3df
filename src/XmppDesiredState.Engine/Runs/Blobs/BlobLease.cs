using XmppDesiredState.Blobs;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Engine.Runs.Blobs;

/// <summary>
/// The lock while it is held: a lease on the record itself, so that whoever lost it cannot write the record, however late. It is renewed in
/// the background, and given up for lost some seconds before it can have ended. A process that dies leaves a lease that ends by itself.
/// </summary>
internal sealed class BlobLease : IRunLock
{
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(20), AfterFailure = TimeSpan.FromSeconds(3), Margin = TimeSpan.FromSeconds(10), ReleaseTime = TimeSpan.FromSeconds(10);

    private readonly IBlobs blobs;
    private readonly TimeProvider clock;
    private readonly string name;
    private readonly Func<CancellationToken, Task> leave;
    private readonly CancellationTokenSource lost = new();
    private readonly CancellationTokenSource ended = new();
    private readonly ITimer end;
    private readonly Task renewing;
    private int released;

    /// <param name="asked">Timestamp from before the lease was asked for: it cannot have begun earlier.</param>
    /// <param name="leave">Removes the holder's particulars; called once, before the lease is released.</param>
    public BlobLease(IBlobs blobs, TimeProvider clock, string name, string id, long asked, Func<CancellationToken, Task> leave)
    {
        (this.blobs, this.clock, this.name, this.leave, Id) = (blobs, clock, name, leave, id);
        end = clock.CreateTimer(_ => Lose(), null, Left(asked), Timeout.InfiniteTimeSpan);
        renewing = RenewAsync();
    }

    public string Id { get; }

    /// <inheritdoc />
    public CancellationToken Lost => lost.Token;

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref released, 1) == 1) return;
        await ended.CancelAsync();
        await renewing;
        await end.DisposeAsync();
        // What cannot be released ends by itself within a minute; the particulars are only a courtesy.
        await TryAsync(leave);
        await TryAsync(token => blobs.ReleaseLeaseAsync(name, Id, token));
        ended.Dispose();
    }

    /// <summary>Somebody else was seen to have it.</summary>
    public void Lose()
    {
        lock (lost)
        {
            if (!lost.IsCancellationRequested) lost.Cancel();
        }
    }

    private async Task RenewAsync()
    {
        var next = Between;
        while (!lost.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(next, clock, ended.Token);
                var asked = clock.GetTimestamp();
                await blobs.RenewLeaseAsync(name, Id, ended.Token);
                end.Change(Left(asked), Timeout.InfiniteTimeSpan);
                next = Between;
            }
            catch (BlobException gone) when (gone.Trouble is BlobTrouble.LeaseLost or BlobTrouble.Leased or BlobTrouble.BlobAbsent or BlobTrouble.ContainerAbsent or BlobTrouble.ConditionFailed)
            {
                Lose();
                return;
            }
            catch (Exception failed) when (failed is BlobException or ProviderException)
            {
                // Also a secret that cannot be had for a moment: the end of the lease decides, not this.
                next = AfterFailure;
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private TimeSpan Left(long asked) => Duration - Margin - clock.GetElapsedTime(asked) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    private async Task TryAsync(Func<CancellationToken, Task> request)
    {
        using var late = new CancellationTokenSource(ReleaseTime, clock);
        try
        {
            await request(late.Token);
        }
        catch (Exception stays) when (stays is BlobException or ProviderException or OperationCanceledException)
        {
            return;
        }
    }
}
