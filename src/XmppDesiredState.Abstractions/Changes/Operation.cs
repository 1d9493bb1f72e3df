namespace XmppDesiredState.Changes;

/// <summary>What one step does.</summary>
public enum Operation
{
    Create,
    Update,
    Delete,

    /// <summary>Make a key and a certificate request where the key will be used.</summary>
    Request,

    /// <summary>Have an issuer answer a request.</summary>
    Issue,

    /// <summary>Judge what the issuer sent and lay it beside its key, ready to be installed; nothing uses it yet.</summary>
    Accept,

    /// <summary>Install an issued certificate on one member.</summary>
    Install,

    /// <summary>Put the previous certificate back on one member: the failure branch of install and restart.</summary>
    Restore,

    Reload,
    Restart,

    /// <summary>Wait until what was accepted is in effect everywhere.</summary>
    Settle,

    /// <summary>Ask a member from outside whether it serves what it should.</summary>
    Probe,
}
