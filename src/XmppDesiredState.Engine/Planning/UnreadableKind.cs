using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Planning;

/// <summary>A kind that a provider could not be read for: unknown, so nothing is planned for it.</summary>
public sealed record UnreadableKind(string Provider, Kind Kind, Diagnostic Diagnostic);
