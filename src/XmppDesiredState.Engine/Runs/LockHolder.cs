namespace XmppDesiredState.Engine.Runs;

/// <summary>Who holds the lock, for the message to whoever waits.</summary>
public sealed record LockHolder(string RunId, string Actor, string Machine, int ProcessId, string Command, DateTimeOffset Since)
{
    /// <summary>Of a lock that is held while its particulars are not there yet, or not any more.</summary>
    public static readonly LockHolder Unknown = new("unknown", "somebody", "this machine or another", 0, "unknown", DateTimeOffset.UnixEpoch);
}
