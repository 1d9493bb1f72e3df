namespace XmppDesiredState.Providers.AzureDns.Tests.AzureDns;

/// <summary>A clock on which every wait is over at once, and has taken its time.</summary>
internal sealed class JumpClock : TimeProvider
{
    private readonly Lock gate = new();
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>When set, a wait does not end by itself, and this is told.</summary>
    public TaskCompletionSource? Stuck { get; set; }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (Stuck is { } stuck)
        {
            stuck.TrySetResult();
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        lock (gate) now += dueTime > TimeSpan.Zero ? dueTime : TimeSpan.Zero;
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
