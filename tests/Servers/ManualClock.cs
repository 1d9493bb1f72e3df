namespace XmppDesiredState.Servers;

/// <summary>Stands still until it is told to go on: for what waits, in tests that do not.</summary>
/// <param name="start">What it shows at first.</param>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly HashSet<Alarm> alarms = [];
    private TimeSpan passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many waits and time-outs are under way.</summary>
    public int Waiting
    {
        get { lock (gate) return alarms.Count; }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return start + passed;
    }

    public override long GetTimestamp()
    {
        lock (gate) return passed.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    public void Advance(TimeSpan by)
    {
        Alarm[] due;
        lock (gate)
        {
            passed += by;
            due = [.. alarms.Where(alarm => alarm.Due <= passed).OrderBy(alarm => alarm.Due)];
            alarms.ExceptWith(due);
        }

        foreach (var alarm in due) alarm.Ring();
    }

    private sealed class Alarm(ManualClock clock, Action ring) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.alarms.Remove(this);
                Due = clock.passed + dueTime;
                if (dueTime != Timeout.InfiniteTimeSpan) clock.alarms.Add(this);
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock.gate) clock.alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
