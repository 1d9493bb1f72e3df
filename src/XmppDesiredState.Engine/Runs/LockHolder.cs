namespace XmppDesiredState.Engine.Runs;

/// <summary>Who holds the lock, for the message to whoever waits.</summary>
public sealed record LockHolder(string RunId, string Actor, string Machine, int ProcessId, string Command, DateTimeOffset Since);
