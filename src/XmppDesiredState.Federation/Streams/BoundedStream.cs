using System.Net.Sockets;

namespace XmppDesiredState.Federation.Streams;

/// <summary>The connection, with a bound on what the peer may send. What goes beyond ends the probe, whichever layer reads.</summary>
internal sealed class BoundedStream(NetworkStream network) : Stream
{
    // Content types of TLS records (RFC 8446 §5.1) that can begin an answer.
    private const byte Alert = 21, Handshake = 22;

    private long left;
    private StreamProblemException? unlessTls;

    /// <summary>Why a read failed: layers above wrap exceptions in their own.</summary>
    public StreamProblemException? Problem { get; private set; }

    /// <summary>Whether the peer has ended its direction.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether something has arrived that nobody has read.</summary>
    public bool HasMore => network.DataAvailable;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>From now on the peer may send this much.</summary>
    public void Allow(int bytes) => left = bytes;

    /// <summary>The next byte must begin a TLS record, else this is the problem.</summary>
    public void ExpectTls(StreamProblemException otherwise) => unlessTls = otherwise;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await network.ReadAsync(buffer, cancellationToken);
        HasEnded |= count == 0 && buffer.Length > 0;
        left -= count;
        if (count > 0 && unlessTls is not null)
        {
            if (buffer.Span[0] is not (Alert or Handshake)) Problem = unlessTls;
            unlessTls = null;
        }

        if (left < 0) Problem ??= new StreamProblemException(StreamProblemKind.TooMuchData, "sent too much data");
        return Problem is null ? count : throw Problem;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => network.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => network.WriteAsync(buffer, offset, count, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => network.FlushAsync(cancellationToken);

    public override void Flush() => network.Flush();

    // A blocking read or write would escape the time limits.
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) network.Dispose();
        base.Dispose(disposing);
    }
}
