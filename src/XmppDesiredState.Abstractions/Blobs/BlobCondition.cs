namespace XmppDesiredState.Blobs;

/// <summary>On what condition a blob is written.</summary>
/// <param name="Tag">It still has this tag; null: there is none yet.</param>
/// <param name="Lease">The writer's lease.</param>
public sealed record BlobCondition(string? Tag, string? Lease = null)
{
    public static readonly BlobCondition IsNew = new((string?)null);

    /// <summary>Whatever stands there.</summary>
    public static readonly BlobCondition None = new("*");
}
