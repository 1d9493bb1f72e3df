namespace XmppDesiredState.Blobs;

/// <param name="Length">In bytes.</param>
/// <param name="IsLeased">Somebody holds a lease that has not ended.</param>
/// <param name="Blocks">Of a blob that is appended to.</param>
public sealed record BlobProperties(string Tag, long Length, bool IsLeased, int Blocks);
