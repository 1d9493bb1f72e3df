using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Xmpp;

/// <summary>The XMPP proxy of an Edge as a process of its own, which outlives the PowerShell that started it, as a Windows service does.</summary>
internal static class ListenerProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Returns when it listens, or can no longer be hoped for. Without an assigned certificate there is nothing to start.</summary>
    public static void Start(StateFile file, string computer)
    {
        var known = file.Read(state => state.Computers.Find(item => item.Fqdn == computer))!;
        if (known.XmppPort == 0 || Listens(known.XmppPort) || !known.Assigned.ContainsKey(nameof(Binding.CertType.XMPPServer))) return;
        // The one in between ends at once, so that the listener is nobody's child and survives when the session's processes are ended.
        var start = new ProcessStartInfo(ReadyProgram.Path, [Listener.LaunchOption, file.Path, computer])
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var between = Process.Start(start)!;
        between.WaitForExit(Patience);
        var since = Stopwatch.StartNew();
        while (!Listens(known.XmppPort) && since.Elapsed < Patience) Thread.Sleep(5);
    }

    public static void Stop(StateFile file, string computer)
    {
        var process = file.Read(state => state.Computers.Find(item => item.Fqdn == computer)?.ListenerProcess);
        if (process is null) return;
        try
        {
            using var listener = Process.GetProcessById(process.Value);
            if (!listener.ProcessName.StartsWith("XmppDesiredStat", StringComparison.Ordinal)) return;
            listener.Kill();
            listener.WaitForExit(Patience);
        }
        catch (ArgumentException)
        {
            // It is gone already.
        }
        finally
        {
            Listener.Note(file, computer, process: null);
        }
    }

    private static bool Listens(int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
