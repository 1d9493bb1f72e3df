namespace XmppDesiredState.Blobs;

/// <summary>A call to a blob store came to nothing.</summary>
/// <param name="words">Why, as the end of a sentence, without anything secret.</param>
public sealed class BlobException(BlobTrouble trouble, string words, Exception? inner = null) : Exception(words, inner)
{
    public BlobTrouble Trouble => trouble;

    /// <summary>What to do, where only the one who knows the store can tell.</summary>
    public string? Fix { get; init; }

    /// <summary>How long the store asks to wait.</summary>
    public TimeSpan? Wait { get; init; }
}
