using System.Buffers;

namespace XmppDesiredState.Engine.Json;

/// <summary>
/// Bytes in chunks. One array that grows becomes a large object again and again, and each of these makes the collector go through
/// everything that is alive: a record of 2,000 entries cost more that way than by being written.
/// </summary>
internal sealed class ByteChunks : IBufferWriter<byte>
{
    private const int Size = 32 * 1024;

    private readonly List<ReadOnlyMemory<byte>> full = [];
    private byte[] current = [];
    private int written;

    public IEnumerable<ReadOnlyMemory<byte>> Chunks => full.Append(current.AsMemory(0, written));

    /// <summary>One behind the other, none of them to be written to any more.</summary>
    public static ByteChunks Of(params ReadOnlySpan<ByteChunks> parts)
    {
        var whole = new ByteChunks();
        foreach (var part in parts) whole.full.AddRange(part.Chunks);
        return whole;
    }

    public void Advance(int count) => written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (current.Length - written < Math.Max(sizeHint, 1))
        {
            if (written > 0) full.Add(current.AsMemory(0, written));
            (current, written) = (new byte[Math.Max(sizeHint, Size)], 0);
        }

        return current.AsMemory(written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void CopyTo(Stream stream)
    {
        foreach (var chunk in Chunks) stream.Write(chunk.Span);
    }

    /// <summary>All of it in one piece, for who sends it with its length in front.</summary>
    public ReadOnlyMemory<byte> ToMemory()
    {
        var whole = new byte[Chunks.Sum(chunk => chunk.Length)];
        var at = 0;
        foreach (var chunk in Chunks)
        {
            chunk.CopyTo(whole.AsMemory(at));
            at += chunk.Length;
        }

        return whole;
    }
}
