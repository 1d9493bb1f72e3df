namespace XmppDesiredState.Engine.Planning;

/// <summary>What happens to a resource, as people say it.</summary>
public enum ChangeAction
{
    Create,
    Update,
    Delete,

    /// <summary>A certificate is requested, issued or installed anew.</summary>
    Renew,

    /// <summary>Members of a service reload or restart.</summary>
    Restart,
}
