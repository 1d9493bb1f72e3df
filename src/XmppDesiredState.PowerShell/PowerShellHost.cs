namespace XmppDesiredState.PowerShell;

/// <summary>Who answered when a session was opened.</summary>
/// <param name="Version">Of PowerShell: 3.0 or higher.</param>
/// <param name="Machine">The machine's own name.</param>
/// <param name="User">The account the commands run under.</param>
public sealed record PowerShellHost(Version Version, string Machine, string User);
