namespace XmppDesiredState.Federation.Streams;

/// <summary>Ends a probe. It never leaves <see cref="StreamProbe"/>.</summary>
/// <param name="what">What the peer did, as the end of a sentence without its full stop: "closed the connection".</param>
#pragma warning disable MA0136, RCS1194 // Raised and caught inside this project.
internal sealed class StreamProblemException(StreamProblemKind kind, string what, Exception? inner = null) : Exception(what, inner)
{
    public StreamProblemKind Kind => kind;

    public string? Condition { get; init; }

    public string? Text { get; init; }
}
