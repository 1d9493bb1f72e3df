using System.Buffers.Binary;
using System.Net.Sockets;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Providers.Rfc2136.Messages;

namespace XmppDesiredState.Providers.Rfc2136;

/// <summary>Messages over TCP, each behind its length (RFC 1035 §4.2.2). Never UDP: a datagram is forged and repeated too easily, and is too small.</summary>
internal sealed class DnsConnection : IDisposable
{
    private readonly NetworkStream stream;
    private readonly BufferedStream incoming;

    private DnsConnection(Socket socket) => incoming = new BufferedStream(stream = new NetworkStream(socket, ownsSocket: true), 64 * 1024);

    public static async Task<DnsConnection> OpenAsync(StreamEndpoint server, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server.Host, server.Port, cancellationToken);
            return new DnsConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task SendAsync(IEnumerable<MessageWriter> messages, CancellationToken cancellationToken)
    {
        var frames = new MemoryStream();
        var length = new byte[2];
        foreach (var message in messages)
        {
            BinaryPrimitives.WriteUInt16BigEndian(length, checked((ushort)message.Length));
            frames.Write(length);
            frames.Write(message.Written);
        }

        await stream.WriteAsync(frames.GetBuffer().AsMemory(0, (int)frames.Length), cancellationToken);
    }

    /// <exception cref="DnsFormatException">It is no message.</exception>
    /// <exception cref="EndOfStreamException">The connection ended.</exception>
    public async Task<DnsMessage> ReceiveAsync(CancellationToken cancellationToken)
    {
        var length = new byte[2];
        await incoming.ReadExactlyAsync(length, cancellationToken);
        var message = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await incoming.ReadExactlyAsync(message, cancellationToken);
        return DnsMessage.Parse(message);
    }

    public void Dispose()
    {
        incoming.Dispose();
        stream.Dispose();
    }
}
