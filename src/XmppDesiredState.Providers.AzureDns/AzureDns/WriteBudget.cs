using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.AzureDns.AzureDns;

/// <summary>
/// Keeps writes within what Azure documents for Microsoft.Network, 1,000 in five minutes, and holds them all back when Azure asks to wait.
/// One for an instance: retries of the engine wait here too.
/// </summary>
/// <param name="progress">One line for a person who waits.</param>
/// <param name="waits">Told of each wait, so that it is not taken for silence.</param>
internal sealed class WriteBudget(TimeProvider clock, Action<string> progress, Action<TimeSpan> waits)
{
    public const int Writes = 1000;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> sent = new();
    private DateTimeOffset closedUntil;

    /// <summary>How long it takes until so many more writes are sent, if Azure allows what it documents and answers at once.</summary>
    public TimeSpan Estimate(int more)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            Forget(now);
            var overflow = more - (Writes - sent.Count);
            if (overflow <= 0) return Larger(TimeSpan.Zero, closedUntil - now);
            // Writes go out again as those of a window ago are forgotten: first the ones already sent, then those sent now.
            var windows = (overflow - 1) / Writes;
            var index = (overflow - 1) % Writes;
            var first = index < sent.Count ? sent.ElementAt(index) + Window - now : Window;
            return Larger(first + (windows * Window), closedUntil - now);
        }
    }

    /// <summary>Says it to a person, when it is worth saying.</summary>
    public void Announce(int writes)
    {
        var wait = Estimate(writes);
        if (wait > TimeSpan.Zero) progress($"{writes} changes at Azure DNS, which allows {Writes} in {Duration.Format(Window)}: about {Show(wait)}.");
    }

    /// <summary>Waits for a turn.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Take() is not { } wait) return;
            waits(wait);
            await Task.Delay(wait, clock, cancellationToken);
        }
    }

    /// <summary>Azure asks to wait: nothing more is sent before.</summary>
    public void Close(TimeSpan time, int waiting)
    {
        lock (gate)
        {
            var until = clock.GetUtcNow() + time;
            if (until <= closedUntil) return;
            closedUntil = until;
        }

        progress($"Azure asks to wait {Show(time)}{(waiting > 0 ? $"; {waiting} changes wait" : "")}.");
    }

    private TimeSpan? Take()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (closedUntil > now) return closedUntil - now;
            Forget(now);
            if (sent.Count >= Writes) return sent.Peek() + Window - now;
            sent.Enqueue(now);
            return null;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        while (sent.TryPeek(out var oldest) && oldest + Window <= now) sent.Dequeue();
    }

    private static TimeSpan Larger(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static string Show(TimeSpan time) => Duration.Format(TimeSpan.FromSeconds(Math.Ceiling(Math.Max(1, time.TotalSeconds))));
}
