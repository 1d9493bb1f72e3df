namespace XmppDesiredState.Blobs;

/// <param name="Tag">Changes with every write.</param>
public sealed record BlobContent(ReadOnlyMemory<byte> Content, string Tag);
