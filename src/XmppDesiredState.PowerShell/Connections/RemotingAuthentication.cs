namespace XmppDesiredState.PowerShell.Connections;

/// <summary>The <c>-Authentication</c> of <c>New-PSSession</c>; <see cref="Default"/> leaves it to PowerShell (Negotiate).</summary>
public enum RemotingAuthentication
{
    Default,
    Negotiate,
    Kerberos,
    Basic,
    CredSsp,
}
