using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.PowerShell;

/// <summary>What opening and using a session can report: 9821 to 9849.</summary>
public static class PowerShellDiagnostics
{
    public static readonly DiagnosticDescriptor Unreachable = new("XDS9821", Severity.Error, "SSH server cannot be reached",
        "No SSH connection to the machine came about: its name has no address, nobody listens on the port, a firewall drops the packets, or what answers is no SSH server. Nothing was run. On Windows Server 2019 and later: Add-WindowsCapability -Online -Name OpenSSH.Server, then Start-Service sshd, and open TCP 22.");

    public static readonly DiagnosticDescriptor WrongHostKey = new("XDS9822", Severity.Error, "SSH server has another host key",
        "The server proved to hold a key that is not among hostKey, so it is another machine, it was installed anew, or somebody stands between. Neither credentials nor commands were sent. Print the fingerprint on the server itself (ssh-keygen -lf C:\\ProgramData\\ssh\\ssh_host_ed25519_key.pub) and add it to hostKey only if it is the one presented.");

    public static readonly DiagnosticDescriptor CredentialsRefused = new("XDS9823", Severity.Error, "SSH server refuses the credentials",
        "The host key is right and the server lets nobody in with this user and key or password. Usual causes: the public key is not in authorized_keys (for administrators on Windows that is C:\\ProgramData\\ssh\\administrators_authorized_keys, which only SYSTEM and Administrators may access), AllowUsers or DenyUsers of sshd_config, or an expired password.");

    public static readonly DiagnosticDescriptor BadKey = new("XDS9824", Severity.Error, "private key cannot be used",
        "The content of privateKey is no private key in PEM or the form of OpenSSH, is encrypted and passphrase is missing or wrong, or is of a kind that is not supported (PuTTY's .ppk: convert it with puttygen or ssh-keygen). Nothing was sent to the server. ssh-keygen -y -f FILE shows whether a key can be read.");

    public static readonly DiagnosticDescriptor NotStarted = new("XDS9825", Severity.Error, "PowerShell did not start",
        "The program that should be PowerShell is not there, cannot be started, or ended before it answered. On Windows powershell.exe is part of the system; elsewhere install PowerShell (pwsh, see https://learn.microsoft.com/powershell/scripting/install) or name it under program. Over SSH the server's own shell must find the program of command on its PATH.");

    public static readonly DiagnosticDescriptor TooOld = new("XDS9826", Severity.Error, "PowerShell is too old",
        "Sessions need PowerShell 3.0 or later, since values travel in its own serialisation (PSSerializer). Windows Server 2012 and later have it; for Windows Server 2008 R2 install Windows Management Framework 3.0 or later. Lync Server 2013 itself demands Windows PowerShell 3.0.");

    public static readonly DiagnosticDescriptor Broke = new("XDS9827", Severity.Error, "PowerShell session ended",
        "PowerShell or the connection to it ended while a command ran or before it was sent: a crash, a restart of the machine, a lost network. What became of that command is unknown, and over SSH it may still be running, so the live state is read again before anything else is decided. The session is not used any more.");

    public static readonly DiagnosticDescriptor TimedOut = new("XDS9828", Severity.Error, "PowerShell did not answer in time",
        "A command took longer than it was given. On this machine PowerShell was stopped with all it started; on another machine it goes on until the command ends by itself. So the outcome is unknown, the live state is read again, and the session is not used any more. Look at the load of that machine; raise the timeout for slow servers.");

    public static readonly DiagnosticDescriptor RemotingFailed = new("XDS9829", Severity.Error, "remoting session could not be opened",
        "New-PSSession or Import-PSSession failed, with the reason that PowerShell gave: the endpoint is not reachable, its certificate is not trusted, the account may not use it, or a cmdlet is not among those its RBAC role grants. Test with New-PSSession -ConnectionUri URI on the same machine. Remoting needs Windows PowerShell: elsewhere WSMan is usually missing.");

    public static readonly DiagnosticDescriptor ChecksOff = new("XDS9830", Severity.Warning, "certificate of the remoting endpoint is not checked",
        "certificateChecks: off passes -SkipCACheck, -SkipCNCheck and -SkipRevocationCheck to New-PSSession: whoever can answer under that name gets the credentials and every command, and can answer what he likes. Install the certificate of the CA on this machine and remove the option.");

    public static readonly DiagnosticDescriptor ProgramForbidden = new("XDS9831", Severity.Error, "--no-exec forbids starting PowerShell",
        "The connection starts PowerShell on this machine, and under --no-exec no declared program may be started. So nothing was read and nothing is known about that system. Run without --no-exec where the state file is trusted, or use a connection by ssh, which starts nothing here.");

    public static readonly DiagnosticDescriptor BadConnection = new("XDS9832", Severity.Error, "connection makes no sense",
        "A connection is exactly one of local, ssh and remoting. ssh needs host, user, at least one fingerprint under hostKey (SHA256: and 43 characters of Base64, as ssh-keygen -l prints) and one of privateKey and password; remoting needs an absolute http or https URI, and a password wherever it has a user.");

    public static readonly DiagnosticDescriptor NotUnderstood = new("XDS9833", Severity.Error, "answer of PowerShell is not understood",
        "The frame that came is not the packed CLIXML of [MS-PSRP] 2.2.5, is larger than is believed (128 MiB, four million elements, 64 levels), or the other side could not make one: PowerShell cannot serialise U+FFFE and U+FFFF. The command has run, so its outcome is unknown; the session is not used any more.");

    public static readonly DiagnosticDescriptor NoHello = new("XDS9834", Severity.Error, "what was started does not answer as PowerShell",
        "The program started and took its input, and did not say hello as the script that was sent to it would have: it is no PowerShell, was started without -Command -, shows a banner and waits, or a profile or logon script holds it up. The message has the first lines it printed. Over SSH the default shell must start command as it stands.");

    /// <summary>Every code, for <c>explain</c>.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [Unreachable, WrongHostKey, CredentialsRefused, BadKey, NotStarted, TooOld, Broke, TimedOut, RemotingFailed,
        ChecksOff, ProgramForbidden, BadConnection, NotUnderstood, NoHello];
}
