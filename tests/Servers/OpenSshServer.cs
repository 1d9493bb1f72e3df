using System.Net;
using System.Net.Sockets;

namespace XmppDesiredState.Servers;

/// <summary>
/// OpenSSH on loopback, with a host key of its own, for the account the tests run under, who gets in with <see cref="PrivateKeyFile"/> and no other way:
/// PAM, and so passwords, would need system accounts. A command runs in the account's shell with the variables that a test gives.
/// </summary>
public sealed class OpenSshServer : IAsyncDisposable
{
    private readonly ServerFolder folder;
    private readonly ServerProcess process;

    private OpenSshServer(ServerFolder folder, ServerProcess process, IPEndPoint endpoint, string fingerprint) =>
        (this.folder, this.process, Endpoint, Fingerprint) = (folder, process, endpoint, fingerprint);

    public IPEndPoint Endpoint { get; }

    /// <summary>Of the host key: <c>SHA256:…</c>, as <c>ssh-keygen -l</c> prints it.</summary>
    public string Fingerprint { get; }

    public string User => Environment.UserName;

    /// <summary>Unencrypted, in the form of OpenSSH.</summary>
    public string PrivateKeyFile => folder["user_key"];

    /// <summary>The same key, encrypted with <see cref="Passphrase"/>.</summary>
    public string EncryptedKeyFile => folder["encrypted_key"];

    public string Passphrase => "open sesame";

    /// <summary>A key that nobody let in.</summary>
    public string ForeignKeyFile => folder["foreign_key"];

    public static async Task<OpenSshServer> StartAsync(IReadOnlyDictionary<string, string>? environment = null)
    {
        var folder = new ServerFolder();
        try
        {
            foreach (var key in new[] { "host_key", "user_key", "foreign_key" }) await KeygenAsync("-q", "-t", "ed25519", "-N", "", "-C", "fixture", "-f", folder[key]);
            File.Copy(folder["user_key.pub"], folder["authorized_keys"]);
            File.Copy(folder["user_key"], folder["encrypted_key"]);
            await KeygenAsync("-q", "-p", "-P", "", "-N", "open sesame", "-f", folder["encrypted_key"]);
            var fingerprint = (await KeygenAsync("-lf", folder["host_key.pub"])).Output.Split(' ')[1];
            // Where sshd separates privileges; Debian's service makes it, and only root needs it.
            if (Environment.IsPrivilegedProcess) Directory.CreateDirectory("/run/sshd");
            var endpoint = new IPEndPoint(IPAddress.Loopback, FreePort.Take());
            folder.Write("sshd_config", Configuration(folder, endpoint.Port, environment ?? new Dictionary<string, string>()));
            var sshd = Tool.Find("sshd");
            (await Tool.RunAsync([sshd, "-t", "-f", folder["sshd_config"]])).Succeeded();
            var process = await ServerProcess.StartAsync(folder, [sshd, "-D", "-e", "-f", folder["sshd_config"]], () => ListensAsync(endpoint));
            return new OpenSshServer(folder, process, endpoint, fingerprint);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>What sshd said so far.</summary>
    public string Log()
    {
        using var log = new FileStream(folder["server.log"], FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return new StreamReader(log).ReadToEnd();
    }

    /// <summary>Ends every connection at once, as a lost network would: the processes that hold them are killed, what they started is not.</summary>
    /// <returns>How many processes there were.</returns>
    public async Task<int> DropConnectionsAsync()
    {
        var sessions = Sessions();
        foreach (var session in sessions) await Tool.SignalAsync("KILL", session);
        return sessions.Count;
    }

    public async ValueTask DisposeAsync()
    {
        // They outlive the server that took the connection.
        await DropConnectionsAsync();
        await process.DisposeAsync();
        folder.Dispose();
    }

    private List<int> Sessions()
    {
        var processes = Directory.EnumerateDirectories("/proc").Select(path => int.TryParse(Path.GetFileName(path), out var id) ? id : 0).Where(id => id > 0)
            .Select(id => (Id: id, Stat: Stat(id))).Where(known => known.Stat is not null).ToList();
        var sessions = new List<int>();
        for (var parents = new List<int> { process.Id }; parents.Count > 0; sessions.AddRange(parents))
            parents = [.. processes.Where(known => known.Stat!.Value.Name.StartsWith("sshd", StringComparison.Ordinal) && parents.Contains(known.Stat.Value.Parent)).Select(known => known.Id)];
        return sessions;
    }

    // Name in parentheses, state, parent: proc(5).
    private static (string Name, int Parent)? Stat(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var end = text.LastIndexOf(')');
            return (text[(text.IndexOf('(', StringComparison.Ordinal) + 1)..end], int.Parse(text[(end + 2)..].Split(' ')[1]));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task<ToolResult> KeygenAsync(params string[] arguments) => (await Tool.RunAsync(["ssh-keygen", .. arguments])).Succeeded();

    private static async Task<bool> ListensAsync(IPEndPoint endpoint)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(endpoint);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Configuration(ServerFolder folder, int port, IReadOnlyDictionary<string, string> environment) => $"""
        Port {port}
        ListenAddress 127.0.0.1
        HostKey {folder["host_key"]}
        AuthorizedKeysFile {folder["authorized_keys"]}
        StrictModes no
        PidFile none
        UsePAM no
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PermitRootLogin prohibit-password
        MaxStartups 100
        MaxSessions 100
        LogLevel VERBOSE
        {(environment.Count == 0 ? "" : "SetEnv " + string.Join(' ', environment.Select(variable => $"\"{variable.Key}={variable.Value}\"")))}

        """;
}
