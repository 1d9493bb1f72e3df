namespace XmppDesiredState.Desired;

/// <summary>What to do about a resource that was ours and left the file.</summary>
public enum RemovedPolicy
{
    Delete,
    Keep,
}
