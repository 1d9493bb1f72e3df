using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Xmpp;

/// <summary>The process of the XMPP proxy. What it presents was assigned when it started.</summary>
internal static class Listener
{
    /// <summary>Starts the listener and ends.</summary>
    public const string LaunchOption = "--launch-xmpp-listener";

    /// <summary>Is the listener.</summary>
    public const string RunOption = "--xmpp-listener";

    public static int Launch(string state, string computer)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [RunOption, state, computer])
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var listener = Process.Start(start)!;
        return 0;
    }

    public static async Task<int> RunAsync(string path, string computer)
    {
        var file = StateFile.At(path);
        var known = file.Read(state => state.Computers.Find(item => item.Fqdn == computer))!;
        if (ComputerStore.ForXmpp(known) is not var (leaf, authorities)) return 1;
        var certificate = SslStreamCertificateContext.Create(leaf, authorities, offline: true);
        using var socket = new TcpListener(IPAddress.Loopback, known.XmppPort);
        socket.Start();
        Note(file, computer, Environment.ProcessId);
        _ = WatchAsync(path);
        while (true) _ = AnswerAsync(await socket.AcceptTcpClientAsync(), certificate);
    }

    public static void Note(StateFile file, string computer, int? process) => file.Change(state =>
    {
        var index = state.Computers.FindIndex(item => item.Fqdn == computer);
        return state.Computers[index] = state.Computers[index] with { ListenerProcess = process };
    });

    // A test run that was killed takes its folder with it; what listens for it must not stay.
    private static async Task WatchAsync(string path)
    {
        while (File.Exists(path)) await Task.Delay(1000);
        Environment.Exit(0);
    }

    private static async Task AnswerAsync(TcpClient client, SslStreamCertificateContext certificate)
    {
        using (client)
        {
            try
            {
                await new PeerStream(client.GetStream(), certificate).RunAsync();
            }
            catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException or OperationCanceledException or InvalidDataException)
            {
                // The peer went away, or speaks something else.
            }
        }
    }
}
