namespace XmppDesiredState.Programs;

/// <summary>Reads one stream of a program to its end and keeps a bounded part of it: the beginning, or the end.</summary>
public sealed class ProgramOutput(int limit, bool keepsEnd)
{
    private readonly Lock gate = new();
    private byte[] kept = [];
    private int count;
    private bool isCut;

    /// <summary>Ends when the stream does, or when <paramref name="isFull"/> says so.</summary>
    /// <param name="isFull">Called when there is more than is kept.</param>
    public async Task ReadAsync(Stream stream, Action isFull, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if (Add(buffer.AsSpan(0, read))) continue;
                isFull();
                return;
            }
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The other end is gone or nobody waits any more: what was read is what there is.
            return;
        }
    }

    public ReadOnlyMemory<byte> Kept()
    {
        lock (gate) return kept.AsMemory(0, count).ToArray();
    }

    public ProgramErrors Tail()
    {
        lock (gate) return new ProgramErrors(kept.AsMemory(Math.Max(0, count - limit), Math.Min(count, limit)).ToArray(), isCut || count > limit);
    }

    // False when it does not fit.
    private bool Add(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            if (limit == 0) return true;
            if (!keepsEnd && count + bytes.Length > limit) return false;
            if (keepsEnd && count + bytes.Length > 2 * limit)
            {
                // Twice the limit is allowed to gather, so that moving the end to the front costs little.
                var end = Math.Min(count, limit);
                kept.AsSpan(count - end, end).CopyTo(kept);
                (count, isCut) = (end, true);
            }

            if (kept.Length < count + bytes.Length) Array.Resize(ref kept, Math.Max(count + bytes.Length, kept.Length * 2));
            bytes.CopyTo(kept.AsSpan(count));
            count += bytes.Length;
            return true;
        }
    }
}
