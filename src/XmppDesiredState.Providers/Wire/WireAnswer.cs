using XmppDesiredState.Federation.Streams;

namespace XmppDesiredState.Providers.Wire;

/// <summary>What one port had to say: a thumbprint or a problem.</summary>
internal sealed record WireAnswer(WirePort Port, string? Thumbprint, StreamProblem? Problem);
