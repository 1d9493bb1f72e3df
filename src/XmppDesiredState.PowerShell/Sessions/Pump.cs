using System.Threading.Channels;
using Renci.SshNet.Common;

namespace XmppDesiredState.PowerShell.Sessions;

/// <summary>
/// Reads a stream on a thread of its own. Pipes of a process (on Unix) and the streams of SSH.NET block the thread that reads them, asynchronously or
/// not: a few sessions would hold every thread of the pool, on which everything else runs. A source that is faster than its reader waits.
/// </summary>
internal sealed class Pump : Stream
{
    // A megabyte at most lies here unread.
    private const int Chunk = 64 * 1024, Most = 16;

    private readonly Channel<ReadOnlyMemory<byte>> arrived = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private readonly SemaphoreSlim room = new(Most);
    private ReadOnlyMemory<byte> rest;
    private volatile bool isClosed;

    private Pump()
    {
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>What arrives, readable without blocking; at the end of the source, however that comes, it ends.</summary>
    public static Stream Start(Stream source)
    {
        var pump = new Pump();
        new Thread(() => pump.Run(source)) { IsBackground = true, Name = "PowerShell output" }.Start();
        return pump;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (rest.IsEmpty)
        {
            if (!await arrived.Reader.WaitToReadAsync(cancellationToken)) return 0;
            if (arrived.Reader.TryRead(out rest)) room.Release();
        }

        var read = Math.Min(buffer.Length, rest.Length);
        rest[..read].CopyTo(buffer);
        rest = rest[read..];
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    // The thread may be waiting for room that nobody will make any more.
    protected override void Dispose(bool disposing)
    {
        isClosed = true;
        if (disposing) room.Release();
        base.Dispose(disposing);
    }

    private void Run(Stream source)
    {
        var buffer = new byte[Chunk];
        try
        {
            for (int read; !isClosed && (read = source.Read(buffer)) > 0;)
            {
                arrived.Writer.TryWrite(buffer.AsSpan(0, read).ToArray());
                room.Wait();
            }
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or SshException or InvalidOperationException or OperationCanceledException)
        {
            // The other side is gone; how is known from the end of the process or the connection.
        }

        arrived.Writer.Complete();
    }
}
