using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace XmppDesiredState.Servers;

/// <summary>
/// An XMPP server on loopback: one s2s port with STARTTLS, one with direct TLS. It runs as the tests' own user, root in a container, so that it reads key files
/// that only their owner can read.
/// </summary>
public abstract class XmppServer : IAsyncDisposable
{
    private protected XmppServer()
    {
    }

    public IPEndPoint StartTls { get; } = new(IPAddress.Loopback, FreePort.Take());

    public IPEndPoint DirectTls { get; } = new(IPAddress.Loopback, FreePort.Take());

    /// <summary>A program that makes it read its configuration and certificates again, and returns when it has.</summary>
    public abstract ImmutableArray<string> Reload { get; }

    /// <summary>A program that stops and starts it, and returns when it is ready or has failed (exit code 1).</summary>
    public ImmutableArray<string> Restart => Script("restart");

    public string Folder => Files.Path;

    /// <summary>What it said since its last start.</summary>
    public string Log => File.ReadAllText(Files["server.log"]);

    /// <summary>Its process; null while there is none. Another after each restart.</summary>
    public int? ProcessId =>
        File.Exists(Files["server.pid"]) && int.Parse(File.ReadAllText(Files["server.pid"]), CultureInfo.InvariantCulture) is var id && Tool.IsRunning(id) ? id : null;

    private protected ServerFolder Files { get; } = new();

    /// <summary>Has it find a broken configuration at its next starts: it does not come back, and says why. 0 ends that.</summary>
    public void FailNextStarts(int count = 1) => Files.Write("fail-starts", $"{count}\n");

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Directory.Exists(Folder))
            (await Tool.RunAsync(Script("stop"))).Succeeded();
        Files.Dispose();
    }

    private protected async Task StartAsync(string script)
    {
        FailNextStarts(0);
        Files.Write("service.sh", script);
        try
        {
            (await Tool.RunAsync(Script("start"))).Succeeded();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    // Through bash, not by its own name: a file just written may still be open in a child that another test is forking, and then cannot be executed.
    private ImmutableArray<string> Script(string verb) => ["bash", Files["service.sh"], verb];
}
