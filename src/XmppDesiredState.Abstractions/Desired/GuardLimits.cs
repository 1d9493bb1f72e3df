using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Desired;

/// <summary><c>guards</c>: a higher limit of deletes of one kind, until that day (inclusive).</summary>
public sealed record GuardLimits(int MaxDeletes, DateOnly? Until, SourceSpan Where);
