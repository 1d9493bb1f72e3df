namespace XmppDesiredState.Engine.Observation;

/// <summary>How long a provider said that it will wait, because the other side asked it to or documents a limit.</summary>
internal sealed class Patience(TimeProvider clock)
{
    private readonly Lock gate = new();
    private DateTimeOffset until;

    /// <summary>From now on; zero or less: no longer.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (gate) return until - clock.GetUtcNow();
        }
    }

    public void Allow(TimeSpan time)
    {
        lock (gate)
        {
            var wanted = clock.GetUtcNow() + time;
            if (wanted > until) until = wanted;
        }
    }
}
