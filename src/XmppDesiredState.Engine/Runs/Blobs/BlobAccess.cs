using XmppDesiredState.Blobs;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Engine.Runs.Blobs;

/// <summary>
/// Asks a container again where that can help, and says in diagnostics what cannot be helped. A read is asked four times; a write that was
/// not carried out too; of a write that nobody knows about, what stands there now decides.
/// </summary>
/// <param name="pause">Before the second try; then twice, then four times as long.</param>
internal sealed class BlobAccess(IBlobs blobs, TimeProvider clock, TimeSpan pause)
{
    private const int Attempts = 4;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    public IBlobs Blobs => blobs;

    public TimeProvider Clock => clock;

    /// <param name="name">What is read, for the message.</param>
    /// <exception cref="ProviderException">It cannot be read; never taken for absent.</exception>
    public async Task<T> ReadAsync<T>(string name, Func<Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(read, cancellationToken);
        }
        catch (BlobException failed)
        {
            throw Of(failed, name, isWrite: false);
        }
    }

    /// <summary>Asks what may be asked again: a read, or what is harmless a second time.</summary>
    /// <exception cref="BlobException">It came to nothing.</exception>
    public async Task<T> AskAsync<T>(Func<Task<T>> request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await request();
            }
            catch (BlobException failed)
            {
                if (!await WaitAsync(failed, attempt, cancellationToken)) throw;
            }
        }
    }

    /// <summary>Writes on a condition. What the caller can do something about arrives as a <see cref="BlobException"/>: the condition, the lease, what is absent.</summary>
    /// <param name="look">After a lost answer: the result if the write stands there; null if what stood there before still does. Throws where it is neither.</param>
    /// <exception cref="ProviderException">It was not written, or nobody can find out.</exception>
    public async Task<T> WriteAsync<T>(string name, Func<Task<T>> write, Func<Task<T?>> look, CancellationToken cancellationToken) where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await write();
            }
            catch (BlobException failed) when (failed.Trouble is BlobTrouble.Unclear or BlobTrouble.Throttled)
            {
                if (!await WaitAsync(failed, attempt, cancellationToken)) throw Of(failed, name, isWrite: true);
                if (failed.Trouble == BlobTrouble.Unclear && await ReadAsync(name, look, cancellationToken) is { } written) return written;
            }
        }
    }

    public ProviderException Of(BlobException failed, string name, bool isWrite) => new(BlobDiagnostics.Of(failed, name, blobs.Location, isWrite), failed);

    // False: no more.
    private async Task<bool> WaitAsync(BlobException failed, int attempt, CancellationToken cancellationToken)
    {
        if (failed.Trouble is not (BlobTrouble.Unclear or BlobTrouble.Throttled) || attempt == Attempts) return false;
        var wait = failed.Wait ?? pause * (1 << (attempt - 1));
        if (wait > LongestWait) return false;
        await Task.Delay(wait, clock, cancellationToken);
        return true;
    }
}
