namespace XmppDesiredState.Federation.Streams;

/// <summary>Why a probe did not reach its goal, and where.</summary>
/// <param name="Sentence">For people, with a full stop; names the peer. What the peer wrote is shortened and free of control characters.</param>
public sealed record StreamProblem(StreamProblemKind Kind, StreamStage Stage, string Sentence)
{
    /// <summary>The condition of a stream error such as <c>host-unknown</c>; null with other kinds.</summary>
    public string? Condition { get; init; }

    /// <summary>The text of a stream error, as the peer wrote it; null where it wrote none.</summary>
    public string? Text { get; init; }
}
