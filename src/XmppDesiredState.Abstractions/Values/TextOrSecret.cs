namespace XmppDesiredState.Values;

/// <summary>A text that may stand in a file, or a reference to one that may not. Exactly one of the two is there.</summary>
public sealed record TextOrSecret(string? Text, Value.Secret? Secret);
