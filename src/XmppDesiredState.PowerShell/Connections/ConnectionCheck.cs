using System.Net;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Values;

namespace XmppDesiredState.PowerShell.Connections;

/// <summary>What is wrong with a connection, found without one.</summary>
public static class ConnectionCheck
{
    /// <summary>Findings, all of them. None: <see cref="ConnectionFields.Read"/> gives a connection that can be tried.</summary>
    /// <param name="name">Of the option that holds it, for messages: <c>connection of lync</c>.</param>
    public static IEnumerable<Diagnostic> Check(Value.Map connection, string name, SourceSpan? where)
    {
        if (ConnectionFields.Read(connection) is not { } read)
        {
            return [Bad(where, $"The {name} is not exactly one of local, ssh and remoting.", "Write one of them, such as local: {} or ssh: { host, user, hostKey, privateKey }.")];
        }

        return read switch
        {
            PowerShellConnection.Ssh ssh => CheckSsh(ssh, name, where),
            PowerShellConnection.Remoting remoting => CheckRemoting(remoting, name, where),
            PowerShellConnection.Local local => CheckProgram(local.Program, name, where),
            _ => [],
        };
    }

    /// <summary>Whether a text has the form of a fingerprint: <c>SHA256:</c> and the Base64 of 32 bytes, with or without the padding.</summary>
    public static bool IsFingerprint(string text)
    {
        const string kind = "SHA256:";
        if (!text.StartsWith(kind, StringComparison.Ordinal) || text.TrimEnd('=').Length != kind.Length + 43) return false;
        Span<byte> hash = stackalloc byte[33];
        return Convert.TryFromBase64String(text[kind.Length..].TrimEnd('=') + "=", hash, out var length) && length == 32;
    }

    private static IEnumerable<Diagnostic> CheckSsh(PowerShellConnection.Ssh ssh, string name, SourceSpan? where)
    {
        if (!IPAddress.TryParse(ssh.Host, out _) && Uri.CheckHostName(ssh.Host) != UriHostNameType.Dns)
            yield return Bad(where, $"ssh.host of the {name} is neither a host name nor an address: '{Show(ssh.Host)}'.", "Write the name or address alone; port is a key of its own.");
        if (string.IsNullOrWhiteSpace(ssh.User) || ssh.User.Any(char.IsControl)) yield return Bad(where, $"ssh.user of the {name} is empty or holds control characters.", "Write the account, such as CONTOSO\\xmpp-deploy.");
        if (ssh.HostKeys.IsEmpty) yield return Bad(where, $"ssh.hostKey of the {name} is empty.", "Add the fingerprint that ssh-keygen -lf prints on the server for its public host key.");
        foreach (var key in ssh.HostKeys.Where(key => !IsFingerprint(key)))
            yield return Bad(where, $"ssh.hostKey of the {name} holds '{Show(key)}', which is no fingerprint.", "Write SHA256: and 43 characters, as ssh-keygen -lf prints it.");
        if (ssh.PrivateKey is null == ssh.Password is null)
            yield return Bad(where, $"ssh of the {name} has {(ssh.Password is null ? "neither privateKey nor password" : "both privateKey and password")}.", "Give exactly one of them, as a reference.");
        if (ssh.PrivateKey is null && ssh.Passphrase is not null) yield return Bad(where, $"ssh of the {name} has a passphrase and no privateKey.", "Give the key it belongs to, or remove it.");
        if (string.IsNullOrWhiteSpace(ssh.Command) || ssh.Command.Any(char.IsControl))
            yield return Bad(where, $"ssh.command of the {name} is empty or holds control characters.", $"Remove it, or write one line such as {PowerShellProgram.RemoteCommand}.");
    }

    private static IEnumerable<Diagnostic> CheckRemoting(PowerShellConnection.Remoting remoting, string name, SourceSpan? where)
    {
        var isUri = Uri.TryCreate(remoting.Uri, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
        if (!isUri || uri!.UserInfo.Length > 0)
            yield return Bad(where, $"remoting.uri of the {name} is no absolute http or https URI without credentials.", "Write one such as https://pool.contoso.com/OcsPowershell.");
        if (remoting.User is null != remoting.Password is null)
            yield return Bad(where, $"remoting of the {name} has {(remoting.User is null ? "a password and no user" : "a user and no password")}.", "Give both, or neither to use the account this program runs under.");
        if (remoting.User is { } user && (string.IsNullOrWhiteSpace(user) || user.Any(char.IsControl))) yield return Bad(where, $"remoting.user of the {name} is empty or holds control characters.", "Write the account, such as CONTOSO\\xmpp-deploy.");
        if (isUri && uri!.Scheme == "http" && remoting.Authentication == RemotingAuthentication.Basic)
            yield return Bad(where, $"remoting of the {name} would send the password in clear text: http with authentication basic.", "Use https, or another authentication.");
        if (!remoting.CertificateChecks)
            yield return PowerShellDiagnostics.ChecksOff.At(where, $"remoting of the {name} has certificateChecks: off, so whoever answers is believed.", "Trust the CA of the endpoint on this machine and remove the option.");
        foreach (var finding in CheckProgram(remoting.Program, name, where)) yield return finding;
    }

    private static IEnumerable<Diagnostic> CheckProgram(IReadOnlyList<string> program, string name, SourceSpan? where)
    {
        if (program.Count > 0 && (program[0].Length == 0 || program.Any(word => word.Contains('\0'))))
            yield return Bad(where, $"program of the {name} begins with an empty text or holds a NUL.", "Begin the list with the program.");
    }

    private static Diagnostic Bad(SourceSpan? where, string summary, string fix) => PowerShellDiagnostics.BadConnection.At(where, summary, fix);

    private static string Show(string text) => Programs.ProgramText.Clean(text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 77), "..."));
}
