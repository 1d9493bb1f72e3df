namespace XmppDesiredState.Engine.Observation;

/// <summary>Cancels a call of a provider that has said nothing for too long; a wait that it announced does not count.</summary>
internal sealed class SilenceTimer : IDisposable
{
    private readonly Lock gate = new();
    private readonly ITimer timer;
    private readonly TimeSpan longest;
    private bool isOver;

    /// <param name="longest">How long it may be silent.</param>
    /// <param name="call">What to cancel.</param>
    public SilenceTimer(TimeProvider clock, TimeSpan longest, Patience patience, CancellationTokenSource call)
    {
        this.longest = longest;
        timer = clock.CreateTimer(_ => Look(patience, call), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Heard();
    }

    /// <summary>It said something: the time begins anew.</summary>
    public void Heard() => timer.Change(longest, Timeout.InfiniteTimeSpan);

    /// <summary>Until it is heard again: somebody else takes a time that is no silence of the provider's.</summary>
    public void Rest() => timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        lock (gate) isOver = true;
        timer.Dispose();
    }

    private void Look(Patience patience, CancellationTokenSource call)
    {
        lock (gate)
        {
            // A timer may fire while it is being disposed, and then what it would cancel is gone too.
            if (isOver) return;
            // Behind its wait it has the whole time again.
            if (patience.Left is var left && left > TimeSpan.Zero) timer.Change(left + longest, Timeout.InfiniteTimeSpan);
            else call.Cancel();
        }
    }
}
