using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Engine.Drifting;

/// <summary>Why nobody minds.</summary>
/// <param name="Until">The last day it holds; null: for good.</param>
/// <param name="Where">The entry; null where the plan does not tell.</param>
public sealed record DriftMute(string Reason, DateOnly? Until, SourceSpan? Where);
