using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace XmppDesiredState.Servers;

/// <summary>
/// Prosody 0.12 on loopback: one s2s port with STARTTLS, one with direct TLS. What it does with certificates, seen with 0.12.3:
/// - Without the files it starts, with both ports open, and complains in its log. STARTTLS is then not offered (nor may anyone go on without, as encryption is
///   required by default), and direct TLS fails in the handshake (alert 40).
/// - A reload is all it needs afterwards: the files are read again, and both ports show the certificate, the first one too. No restart.
/// - Files replaced without a reload: the old certificate is shown on.
/// - A reload with a key of another certificate: rc 0 all the same. STARTTLS is offered no more, direct TLS shows the old certificate on.
/// - Direct TLS needs the client's SNI, as the certificate belongs to a host.
/// - Debian's lua5.4 build reads its files as the user it runs as; here that is the tests' user.
/// </summary>
public sealed class ProsodyServer : IAsyncDisposable
{
    private readonly ServerFolder folder;

    private ProsodyServer(ServerFolder folder, IPEndPoint startTls, IPEndPoint directTls)
    {
        (this.folder, StartTls, DirectTls) = (folder, startTls, directTls);
        Reload = ["prosodyctl", "--config", folder["prosody.cfg.lua"], "shell", "config:reload()"];
        Restart = Script("restart");
    }

    public IPEndPoint StartTls { get; }

    public IPEndPoint DirectTls { get; }

    /// <summary>A program that makes it read its configuration and certificates again, and returns when it has.</summary>
    public ImmutableArray<string> Reload { get; }

    /// <summary>A program that stops and starts it, and returns when it is ready or has failed (exit code 1).</summary>
    public ImmutableArray<string> Restart { get; }

    public string Folder => folder.Path;

    public string Log => File.ReadAllText(folder["server.log"]);

    /// <summary>Its process; null while there is none. Another after each restart.</summary>
    public int? ProcessId =>
        File.Exists(folder["server.pid"]) && int.Parse(File.ReadAllText(folder["server.pid"]), CultureInfo.InvariantCulture) is var id && Tool.IsRunning(id) ? id : null;

    public static Task<ProsodyServer> StartAsync(params ImmutableArray<ProsodyHost> hosts) => StartAsync(new ProsodySettings { Hosts = hosts });

    public static async Task<ProsodyServer> StartAsync(ProsodySettings settings)
    {
        var folder = new ServerFolder();
        var server = new ProsodyServer(folder, new IPEndPoint(IPAddress.Loopback, FreePort.Take()), new IPEndPoint(IPAddress.Loopback, FreePort.Take()));
        Directory.CreateDirectory(folder["data"]);
        Directory.CreateDirectory(folder["certs"]);
        folder.Write("prosody.cfg.lua", settings.ToLua(folder.Path, server.StartTls.Port, server.DirectTls.Port));
        folder.Write("broken.cfg.lua", "-- A slip of somebody's pen.\nVirtualHost \"\n");
        folder.Write("prosody.sh", ProsodyScript.Text(server.StartTls.Port, server.DirectTls.Port));
        server.FailNextStarts(0);
        try
        {
            (await Tool.RunAsync(server.Script("start"))).Succeeded();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Has it find a broken configuration at its next starts: it does not come back, and says why. 0 ends that.</summary>
    public void FailNextStarts(int count = 1) => folder.Write("fail-starts", $"{count}\n");

    /// <summary>A command in its admin shell, such as <c>xmpp:ping("contoso.test", "fabrikam.test")</c> or <c>s2s:show()</c>; exit code 1 if it says no.</summary>
    public Task<ToolResult> ShellAsync(string command) => Tool.RunAsync([.. Reload[..^1], command]);

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(folder.Path))
            (await Tool.RunAsync(Script("stop"))).Succeeded();
        folder.Dispose();
    }

    // Through bash, not by its own name: a file just written may still be open in a child that another test is forking, and then cannot be executed.
    private ImmutableArray<string> Script(string verb) => ["bash", folder["prosody.sh"], verb];
}
