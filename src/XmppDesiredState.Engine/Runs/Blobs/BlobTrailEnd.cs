using XmppDesiredState.Blobs;

namespace XmppDesiredState.Engine.Runs.Blobs;

/// <summary>Where the next lines of one run go. Whatever arrives while a block is on its way leaves in the next one, together.</summary>
/// <param name="nameOf">The blob of a part, from 1.</param>
internal sealed class BlobTrailEnd(BlobAccess access, Func<int, string> nameOf, int mostBlocks)
{
    /// <summary>Azure takes 4 MB in one block from every version of its interface on.</summary>
    private const int MostBlock = 4 * 1024 * 1024;

    private const int Conflicts = 20;

    private readonly Lock gate = new();
    private readonly Queue<(ReadOnlyMemory<byte> Lines, TaskCompletionSource Done)> waiting = new();
    private bool isAppending, isOpen;
    private int part = 1, blocks;
    private long position;

    public Task AppendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting.Enqueue((lines, done));
            if (isAppending) return done.Task;
            isAppending = true;
        }

        return AppendAllAsync(done.Task, cancellationToken);
    }

    // Whoever finds nobody at it appends for all.
    private async Task AppendAllAsync(Task own, CancellationToken cancellationToken)
    {
        while (true)
        {
            var block = new MemoryStream();
            var batch = new List<TaskCompletionSource>();
            lock (gate)
            {
                while (waiting.TryPeek(out var next) && (batch.Count == 0 || block.Length + next.Lines.Length <= MostBlock))
                {
                    waiting.Dequeue();
                    block.Write(next.Lines.Span);
                    batch.Add(next.Done);
                }

                if (batch.Count == 0)
                {
                    isAppending = false;
                    break;
                }
            }

            try
            {
                var content = block.GetBuffer().AsMemory(0, (int)block.Length);
                for (var from = 0; from < content.Length; from += MostBlock) await AppendBlockAsync(content[from..Math.Min(content.Length, from + MostBlock)], cancellationToken);
                foreach (var done in batch) done.SetResult();
            }
            catch (Exception failed)
            {
                foreach (var done in batch) done.SetException(failed);
            }
        }

        await own;
    }

    private async Task AppendBlockAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken)
    {
        for (var conflict = 1; ; conflict++)
        {
            var name = nameOf(part);
            try
            {
                if (!isOpen) await OpenAsync(name, cancellationToken);
                if (blocks >= mostBlocks)
                {
                    (isOpen, part) = (false, part + 1);
                    continue;
                }

                var appended = await access.WriteAsync(name, async () => new Appended(await access.Blobs.AppendAsync(name, block, position, cancellationToken)),
                    () => FindAsync(name, block, cancellationToken), cancellationToken);
                (blocks, position) = (appended.Blocks, position + block.Length);
                return;
            }
            catch (BlobException other) when (other.Trouble == BlobTrouble.ConditionFailed && conflict < Conflicts)
            {
                // Longer than was thought: an append whose answer was lost is there already, or somebody else appended and ours goes behind it.
                if (isOpen && await access.ReadAsync(name, () => FindAsync(name, block, cancellationToken), cancellationToken) is { } there)
                {
                    (blocks, position) = (there.Blocks, position + block.Length);
                    return;
                }

                isOpen = false;
            }
            catch (BlobException failed)
            {
                throw access.Of(failed, name, isWrite: true);
            }
        }
    }

    // Of an earlier process too: this one goes on behind it.
    private async Task OpenAsync(string name, CancellationToken cancellationToken)
    {
        var found = await LookAsync(name, cancellationToken);
        if (found is null)
        {
            await access.WriteAsync(name, async () =>
            {
                await access.Blobs.CreateAppendableAsync(name, cancellationToken);
                return new Appended(0);
            }, async () => await access.Blobs.TryLookAsync(name, cancellationToken) is { } made ? new Appended(made.Blocks) : null, cancellationToken);
            found = await LookAsync(name, cancellationToken) ?? throw new BlobException(BlobTrouble.BlobAbsent, "it is gone");
        }

        (isOpen, position, blocks) = (true, found.Length, found.Blocks);
    }

    private Task<BlobProperties?> LookAsync(string name, CancellationToken cancellationToken) => access.ReadAsync(name, () => access.Blobs.TryLookAsync(name, cancellationToken), cancellationToken);

    // Null where what stands at the position is not the block.
    private async Task<Appended?> FindAsync(string name, ReadOnlyMemory<byte> block, CancellationToken cancellationToken)
    {
        if (await access.Blobs.TryLookAsync(name, cancellationToken) is not { } now || now.Length < position + block.Length) return null;
        var there = await access.Blobs.TryReadAsync(name, position, block.Length, cancellationToken);
        return there is not null && there.Content.Span.SequenceEqual(block.Span) ? new Appended(now.Blocks) : null;
    }

    /// <param name="Blocks">How many the blob has.</param>
    private sealed record Appended(int Blocks);
}
