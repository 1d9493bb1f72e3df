using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Renci.SshNet;
using Renci.SshNet.Common;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.PowerShell.Connections;
using XmppDesiredState.Programs;
using XmppDesiredState.Providers;

namespace XmppDesiredState.PowerShell.Sessions;

/// <summary>Connects to an SSH server whose key is known.</summary>
internal static class SshConnector
{
    // Firewalls forget silent connections after some minutes, and PowerShell may compute for long without a word.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    /// <exception cref="ProviderException">There is no connection.</exception>
    public static async Task<SshTransport> ConnectAsync(PowerShellConnection.Ssh connection, PowerShellOpening opening, CancellationToken cancellationToken)
    {
        using var authentication = await AuthenticationAsync(connection, opening, cancellationToken);
        var client = new SshClient(new ConnectionInfo(connection.Host, connection.Port, connection.User, authentication) { Timeout = connection.ConnectTimeout }) { KeepAliveInterval = KeepAlive };
        string? presented = null;
        client.HostKeyReceived += (_, key) =>
        {
            presented = "SHA256:" + key.FingerPrintSHA256;
            key.CanTrust = IsAmong(presented, connection.HostKeys);
        };
        try
        {
            // The library's own time-out does not cover all of the dialogue.
            await Task.Run(() => client.ConnectAsync(cancellationToken), cancellationToken).WaitAsync(connection.ConnectTimeout, opening.Clock, cancellationToken);
            return new SshTransport(client, connection.Command);
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _ = Task.Run(client.Dispose, CancellationToken.None);
            throw new ProviderException(Explain(connection, presented, problem), problem);
        }
        catch (OperationCanceledException)
        {
            _ = Task.Run(client.Dispose, CancellationToken.None);
            throw;
        }
    }

    private static Diagnostic Explain(PowerShellConnection.Ssh connection, string? presented, Exception problem)
    {
        if (presented is not null && !IsAmong(presented, connection.HostKeys))
        {
            return PowerShellDiagnostics.WrongHostKey.At(null, $"{connection.Place} presented the host key {presented}; expected is {string.Join(" or ", connection.HostKeys)}.",
                "Nothing was sent. Compare with ssh-keygen -lf on the server itself; only if it prints the presented fingerprint, replace hostKey.");
        }

        return problem switch
        {
            SshAuthenticationException => PowerShellDiagnostics.CredentialsRefused.At(null,
                $"{connection.Place} does not let {connection.User} in with this {(connection.Password is null ? "key" : "password")}.", "Check user, the server's authorized_keys and its log."),
            TimeoutException or SshOperationTimeoutException or OperationCanceledException => PowerShellDiagnostics.Unreachable.At(null,
                $"{connection.Place} did not complete a connection within {Values.Duration.Format(connection.ConnectTimeout)}.", "See whether a firewall stands between, and whether the port is that of an SSH server."),
            SocketException socket => PowerShellDiagnostics.Unreachable.At(null, $"{connection.Place} cannot be reached: {Reason(socket)}.", "Correct host and port, start sshd, open the port."),
            _ => PowerShellDiagnostics.Unreachable.At(null, $"No SSH connection to {connection.Place} came about: {ProgramText.Clean(problem.Message).TrimEnd('.')}.",
                "See whether the port is that of an SSH server, and read its log."),
        };
    }

    private static string Reason(SocketException problem) => problem.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "nobody listens on the port",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "its name has no address",
        SocketError.TimedOut => "it does not answer",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => "no route leads there",
        _ => ProgramText.Clean(problem.Message).TrimEnd('.'),
    };

    private static bool IsAmong(string presented, IEnumerable<string> expected)
    {
        var found = false;
        foreach (var key in expected)
            found |= CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(presented.TrimEnd('=')), Encoding.UTF8.GetBytes(key.TrimEnd('=')));
        return found;
    }

    private static async Task<AuthenticationMethod> AuthenticationAsync(PowerShellConnection.Ssh connection, PowerShellOpening opening, CancellationToken cancellationToken)
    {
        if (connection.PrivateKey is not { } reference)
        {
            var password = await opening.Reveal(connection.Password!.Reference, cancellationToken);
            return new PasswordAuthenticationMethod(connection.User, Encoding.UTF8.GetBytes(password.ToArray()));
        }

        var key = Encoding.UTF8.GetBytes((await opening.Reveal(reference.Reference, cancellationToken)).ToArray());
        var passphrase = connection.Passphrase is null ? null : new string((await opening.Reveal(connection.Passphrase.Reference, cancellationToken)).Span);
        try
        {
            using var stream = new MemoryStream(key);
            return new PrivateKeyAuthenticationMethod(connection.User, new PrivateKeyFile(stream, passphrase));
        }
        catch (SshPassPhraseNullOrEmptyException problem)
        {
            throw BadKey(reference, "is encrypted, and there is no passphrase", "Add passphrase, a reference, or use a key without one.", problem);
        }
        catch (Exception problem)
        {
            // Parsers and ciphers throw many types for a file that is none or a wrong passphrase; their messages may hold parts of the key.
            throw BadKey(reference, passphrase is null ? "holds no private key that can be read" : "cannot be read with this passphrase", "See ssh-keygen -y -f FILE.", problem);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static ProviderException BadKey(Values.Value.Secret key, string why, string fix, Exception problem) =>
        new(PowerShellDiagnostics.BadKey.At(null, $"privateKey, {key.Reference}, {why}.", fix), problem);
}
