namespace XmppDesiredState.Blobs;

/// <summary>Opens a container; sends nothing yet.</summary>
public delegate IBlobs OpenBlobs(BlobPlace place);
