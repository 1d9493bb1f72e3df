using System.Net;
using System.Net.Sockets;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Lync;

/// <summary>Stands before a server and keeps every byte of both directions, as somebody on the way could.</summary>
internal sealed class RecordingRelay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly MemoryStream seen = new();
    private readonly IPEndPoint server;
    private readonly Task accepting;

    public RecordingRelay(IPEndPoint server)
    {
        this.server = server;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public byte[] Seen()
    {
        lock (seen) return seen.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true) _ = RelayAsync(await listener.AcceptTcpClientAsync(stop.Token));
    }

    private async Task RelayAsync(TcpClient client)
    {
        using (client)
        using (var onward = new TcpClient())
        {
            try
            {
                await onward.ConnectAsync(server, stop.Token);
                await Task.WhenAny(CopyAsync(client.GetStream(), onward.GetStream()), CopyAsync(onward.GetStream(), client.GetStream()));
            }
            catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException)
            {
                // Whoever it is that ended it, both sides are closed.
            }
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        var bytes = new byte[64 * 1024];
        for (int count; (count = await from.ReadAsync(bytes, stop.Token)) > 0;)
        {
            lock (seen) seen.Write(bytes, 0, count);
            await to.WriteAsync(bytes.AsMemory(0, count), stop.Token);
        }
    }
}
