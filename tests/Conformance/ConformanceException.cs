namespace XmppDesiredState.Conformance;

/// <summary>A provider breaks its contract; the message says which part.</summary>
public sealed class ConformanceException(string message) : Exception(message);
