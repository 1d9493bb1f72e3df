using System.Buffers;

namespace XmppDesiredState.PowerShell.Sessions;

/// <summary>Lines of a stream, bounded: nobody makes this process hold more than one line of <paramref name="longest"/> bytes.</summary>
internal sealed class LineReader(Stream stream, int longest)
{
    private readonly byte[] buffer = new byte[64 * 1024];
    private readonly ArrayBufferWriter<byte> line = new();
    private int start, end;

    /// <summary>The bytes up to the next line feed, good until the next call; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The line is too long.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync()
    {
        line.ResetWrittenCount();
        while (true)
        {
            if (start == end)
            {
                (start, end) = (0, await stream.ReadAsync(buffer, CancellationToken.None));
                if (end == 0) return line.WrittenCount == 0 ? (ReadOnlyMemory<byte>?)null : line.WrittenMemory;
            }

            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            var part = buffer.AsMemory(start, length < 0 ? end - start : length);
            if (line.WrittenCount + part.Length > longest) throw new InvalidDataException($"a line is longer than {longest} bytes");
            line.Write(part.Span);
            start += part.Length + (length < 0 ? 0 : 1);
            if (length >= 0) return line.WrittenMemory;
        }
    }
}
