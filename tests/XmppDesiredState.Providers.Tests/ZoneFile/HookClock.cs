namespace XmppDesiredState.Providers.Tests.ZoneFile;

/// <summary>A clock that does something each time the provider asks for the date of a new serial, which it does between reading and writing.</summary>
internal sealed class HookClock(Action<int> hook, TimeSpan? longestWait = null) : TimeProvider
{
    private int asked;

    public override DateTimeOffset GetUtcNow()
    {
        hook(++asked);
        return new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, longestWait is { } longest && dueTime > longest ? longest : dueTime, period);
}
