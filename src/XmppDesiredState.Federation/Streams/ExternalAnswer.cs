namespace XmppDesiredState.Federation.Streams;

/// <summary>How a peer ended SASL EXTERNAL (RFC 6120 §6.4).</summary>
/// <param name="Condition">Of a failure, such as <c>not-authorized</c>; null with success.</param>
/// <param name="Text">Of a failure, shortened and free of control characters; null where there is none.</param>
public sealed record ExternalAnswer(bool Succeeded, string? Condition, string? Text);
