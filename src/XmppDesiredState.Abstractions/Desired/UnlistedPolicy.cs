namespace XmppDesiredState.Desired;

/// <summary>What to do about live resources that were never ours.</summary>
public enum UnlistedPolicy
{
    Report,
    Delete,
    Ignore,
}
