using System.Net;
using System.Net.Sockets;

namespace XmppDesiredState.Federation.Streams;

/// <summary>A connection to the first of several addresses that accepts one.</summary>
internal static class Connecting
{
    /// <param name="within">For all of them.</param>
    public static async Task<Socket> RunAsync(IPAddress[] addresses, int port, TimeSpan within, TimeProvider clock, CancellationToken cancellationToken)
    {
        for (var i = 0; ; i++)
        {
            // An address that drops everything must leave time for the next.
            using var share = new CancellationTokenSource(within / addresses.Length, clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(share.Token, cancellationToken);
            Socket? socket = null;
            try
            {
                // Fails where the system has no IPv6 and the name an address of it.
                socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(new IPEndPoint(addresses[i], port), both.Token);
                return socket;
            }
            catch (Exception problem)
            {
                socket?.Dispose();
                if (i < addresses.Length - 1 && problem is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested) continue;
                if (problem is OperationCanceledException && share.IsCancellationRequested) throw StreamTroubles.TimedOut(within);
                throw;
            }
        }
    }
}
