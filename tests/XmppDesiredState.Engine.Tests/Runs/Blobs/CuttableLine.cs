using System.Net;
using System.Net.Sockets;

namespace XmppDesiredState.Engine.Runs.Blobs;

/// <summary>A line between a client and a server on this machine, which can be cut: whoever is on it is thrown off, and whoever comes is sent away.</summary>
internal sealed class CuttableLine : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int server;
    private readonly Lock gate = new();
    private readonly List<TcpClient> ends = [];
    private readonly Task accepting;
    private readonly TaskCompletionSource refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool isCut;

    public CuttableLine(int server)
    {
        this.server = server;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>The server's address by this line.</summary>
    public Uri EndpointOf(Uri endpoint) => new UriBuilder(endpoint) { Port = ((IPEndPoint)listener.LocalEndpoint).Port }.Uri;

    public void Cut()
    {
        TcpClient[] open;
        lock (gate)
        {
            (isCut, open) = (true, [.. ends]);
            ends.Clear();
        }

        foreach (var end in open) end.Dispose();
    }

    public void Mend()
    {
        lock (gate) isCut = false;
    }

    /// <summary>Until somebody was sent away.</summary>
    public Task RefusedAsync(CancellationToken cancellationToken) => refused.Task.WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Cut();
        listener.Stop();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var near = await listener.AcceptTcpClientAsync();
                if (isCut)
                {
                    near.Dispose();
                    refused.TrySetResult();
                    continue;
                }

                var far = new TcpClient();
                await far.ConnectAsync(IPAddress.Loopback, server);
                lock (gate) ends.AddRange([near, far]);
                _ = PumpAsync(near, far);
                _ = PumpAsync(far, near);
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static async Task PumpAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException or InvalidOperationException)
        {
            return;
        }
        finally
        {
            to.Dispose();
        }
    }
}
