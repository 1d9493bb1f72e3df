namespace XmppDesiredState.Federation.Streams;

/// <summary>What a peer answers to a key of dialback (XEP-0220).</summary>
/// <param name="Condition">Of an error, such as <c>remote-connection-failed</c>; null with the others.</param>
/// <param name="Text">Of an error, shortened and free of control characters; null where there is none.</param>
public sealed record DialbackAnswer(DialbackResult Result, string? Condition, string? Text);
