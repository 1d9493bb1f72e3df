namespace XmppDesiredState.Blobs;

/// <summary>
/// A container of blobs, or the part of one below a prefix: what a run store needs of it and no more. Every write has a condition, so whoever
/// writes knows whether it was carried out or somebody else was there before.
/// </summary>
/// <remarks>
/// Every call is sent once, within a bounded time, and throws <see cref="BlobException"/> when it came to nothing or nobody knows. Whether to
/// ask again is the caller's to say. Names are relative to the prefix, with <c>/</c> between parts.
/// </remarks>
public interface IBlobs : IAsyncDisposable
{
    /// <summary>For people: the address of the container and the prefix, without anything secret.</summary>
    string Location { get; }

    /// <summary>Content from a position on, at most so many bytes; null when the container has no such blob.</summary>
    Task<BlobContent?> TryReadAsync(string name, long from, int most, CancellationToken cancellationToken);

    /// <summary>What is known of a blob without reading it; null when the container has no such blob.</summary>
    Task<BlobProperties?> TryLookAsync(string name, CancellationToken cancellationToken);

    /// <summary>Replaces a blob, whole or not at all.</summary>
    /// <returns>Its new tag.</returns>
    Task<string> PutAsync(string name, ReadOnlyMemory<byte> content, BlobCondition condition, CancellationToken cancellationToken);

    /// <summary>Makes an empty blob that can be appended to, on condition that there is none.</summary>
    Task CreateAppendableAsync(string name, CancellationToken cancellationToken);

    /// <summary>Appends one block, on condition that the blob has exactly <paramref name="position"/> bytes.</summary>
    /// <returns>How many blocks it has now.</returns>
    Task<int> AppendAsync(string name, ReadOnlyMemory<byte> block, long position, CancellationToken cancellationToken);

    /// <summary>Removes a blob that still has the tag.</summary>
    Task DeleteAsync(string name, string tag, CancellationToken cancellationToken);

    /// <summary>All blobs below a prefix, with their lengths, in the order of their names.</summary>
    Task<IReadOnlyList<BlobEntry>> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Takes the lease of a blob: until it ends, nobody writes without its id. Asking again with the same id is harmless.</summary>
    /// <returns>The blob's tag.</returns>
    Task<string> TakeLeaseAsync(string name, string lease, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Lets the lease begin anew, for its duration.</summary>
    Task RenewLeaseAsync(string name, string lease, CancellationToken cancellationToken);

    Task ReleaseLeaseAsync(string name, string lease, CancellationToken cancellationToken);

    /// <summary>Ends a lease whose id somebody else has. Its holder can write nothing more.</summary>
    Task BreakLeaseAsync(string name, CancellationToken cancellationToken);
}
