namespace XmppDesiredState.Blobs;

/// <summary>A blob in a list.</summary>
/// <param name="Length">In bytes.</param>
public sealed record BlobEntry(string Name, long Length);
