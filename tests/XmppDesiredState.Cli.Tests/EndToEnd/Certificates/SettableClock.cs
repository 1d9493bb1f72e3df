namespace XmppDesiredState.Cli.Tests.EndToEnd.Certificates;

/// <summary>The time of day as a test sets it; timers run as ever.</summary>
internal sealed class SettableClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
