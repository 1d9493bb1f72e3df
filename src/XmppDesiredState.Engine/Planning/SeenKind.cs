using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Planning;

/// <summary>A kind that was read from a provider, whole.</summary>
public sealed record SeenKind(string Provider, Kind Kind);
