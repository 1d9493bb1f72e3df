using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace XmppDesiredState.Servers;

/// <summary>Answers each message with what a test says: null ends the connection, an empty answer says nothing.</summary>
public sealed class FakeNameServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<byte[], Task<byte[]?>> answer;
    private readonly Task running;

    public FakeNameServer(Func<byte[], Task<byte[]?>> answer)
    {
        this.answer = answer;
        listener.Start();
        running = RunAsync();
    }

    public IPEndPoint Endpoint => (IPEndPoint)listener.LocalEndpoint;

    public ConcurrentQueue<byte[]> Questions { get; } = [];

    /// <summary>Hands messages on to a real server; <paramref name="change"/> may spoil its answers.</summary>
    public static FakeNameServer Before(IPEndPoint server, Func<byte[], byte[], byte[]?> change) => new(async question => change(question, await AskAsync(server, question)));

    /// <summary>Whether a message is a dynamic update (RFC 2136 section 2.2), which it says without being decoded.</summary>
    public static bool IsUpdate(byte[] message) => message.Length > 2 && ((message[2] >> 3) & 15) == 5;

    public static async Task<byte[]> AskAsync(IPEndPoint server, byte[] question)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server);
        await client.GetStream().WriteAsync(Framed(question));
        return await ReadAsync(client.GetStream(), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            var client = await listener.AcceptTcpClientAsync(stop.Token);
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            while (true)
            {
                var question = await ReadAsync(client.GetStream(), stop.Token);
                Questions.Enqueue(question);
                if (await answer(question) is not { } message) return;
                if (message.Length > 0) await client.GetStream().WriteAsync(Framed(message), stop.Token);
            }
        }
        catch (Exception problem) when (problem is IOException or OperationCanceledException or SocketException)
        {
            // The client has gone, or the test is over.
            return;
        }
    }

    private static byte[] Framed(byte[] message)
    {
        var frame = new byte[message.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)message.Length);
        message.CopyTo(frame, 2);
        return frame;
    }

    private static async Task<byte[]> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var length = new byte[2];
        await stream.ReadExactlyAsync(length, cancellationToken);
        var message = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(message, cancellationToken);
        return message;
    }
}
