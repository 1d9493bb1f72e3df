using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace XmppDesiredState.Federation.Tests.Verdicts;

/// <summary>
/// Port 5269 of a loopback address of its own, as a firewall would forward it: without SRV records it is the only port there is (RFC 6120 §3.2.2). On threads of
/// its own, so that what is tested, which keeps the pool busy, does not wait for itself.
/// </summary>
internal sealed class Forwarder : IDisposable
{
    private readonly TcpListener listener;
    private readonly IPEndPoint to;

    private Forwarder(TcpListener listener, IPEndPoint to)
    {
        (this.listener, this.to) = (listener, to);
        Run(Accept);
    }

    public IPAddress Address => ((IPEndPoint)listener.LocalEndpoint).Address;

    public static Forwarder Start(IPEndPoint to)
    {
        for (var attempt = 1; ; attempt++)
        {
            // Others run this test at the same time.
            var listener = new TcpListener(new IPAddress([127, (byte)RandomNumberGenerator.GetInt32(64, 128), (byte)RandomNumberGenerator.GetInt32(256), (byte)RandomNumberGenerator.GetInt32(1, 255)]), 5269);
            try
            {
                listener.Start();
                return new Forwarder(listener, to);
            }
            catch (SocketException) when (attempt < 20)
            {
                listener.Dispose();
            }
        }
    }

    public void Dispose() => listener.Dispose();

    private static void Run(ThreadStart work) => new Thread(work) { IsBackground = true }.Start();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var client = listener.AcceptSocket();
                var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
                server.Connect(to);
                Run(() => Copy(client, server));
                Run(() => Copy(server, client));
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // Disposed, or the server behind it is gone.
        }
    }

    // Who ends one direction ends both.
    private static void Copy(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (from.Receive(buffer) is > 0 and var count)
                to.Send(buffer.AsSpan(0, count));
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // Either side left.
        }

        from.Dispose();
        to.Dispose();
    }
}
