namespace XmppDesiredState.Providers.Tests.Rfc2136;

/// <summary>A clock that is wrong, and runs.</summary>
internal sealed class SkewedClock(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
}
