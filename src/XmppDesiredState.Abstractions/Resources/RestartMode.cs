namespace XmppDesiredState.Resources;

/// <summary>How the members of a service are restarted.</summary>
public enum RestartMode
{
    Rolling,
    Together,
    Manual,
}
