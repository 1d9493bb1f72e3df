using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Drifting;

namespace XmppDesiredState.Engine;

/// <summary>What a look for drift came to: a report, or why there is none.</summary>
/// <param name="NotChecked">Somebody was at it. Neither drift nor its absence follows.</param>
public sealed record DriftResult(DriftReport? Report, Diagnostic? NotChecked);
