using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Observation;

/// <summary>What one provider said of one kind: either it was seen, whole, or it is unknown and <paramref name="Unreadable"/> says why.</summary>
public sealed record KindObservation(string Provider, Kind Kind, Providers.Observation? Seen, Diagnostic? Unreadable);
